package org.netsonde.engine.http;

import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.Inline;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.SettingsException;
import org.netsonde.engine.security.Secret;

/** How a client proves who it is in all that it asks: with the same words each time, or with a token that it logs in for first. */
public sealed interface ClientAuthorization permits Authorization, ClientAuthorization.Login {

    /** What a login is carried as. */
    enum Carried {
        /** The token of the session that the login opened. */
        SESSION,
        /** A JWT, asked for behind the login. */
        TOKEN
    }

    /**
     * Logs in with a name and a password, in JSON, and carries the token that it gets (RFC 6750). The password goes to the address
     * of the login only, and the token to the client's server only.
     *
     * @param user the name
     * @param password the secret
     * @param url where to log in: a path at the client's server, or an address
     * @param as what is carried
     */
    record Login(
            @Option(min = 1, max = 256) String user,
            @Inline Secret password,
            @Option(min = 1, max = 4096) String url,
            Carried as)
            implements ClientAuthorization {

        /** Where servers of Netsonde log in. */
        public static final String USUAL = "/auth/login";

        public Login {
            HttpUrl.parse(url);
            HttpSecrets.secretIn(url).ifPresent(name -> {
                throw new SettingsException("url", Phrase.of("problem.loginSecretInAddress", name));
            });
        }

        /** At the usual place. */
        public Login() {
            this("user", new Secret(), USUAL, Carried.SESSION);
        }

        /** Where to log in. */
        public HttpUrl address() {
            return HttpUrl.parse(url);
        }
    }
}
