package org.netsonde.engine.http;

import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.Inline;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.SettingsException;
import org.netsonde.engine.security.Secret;

/** How a request proves who sends it (RFC 9110, section 11). The secrets stand in it by name. */
public sealed interface Authorization extends ClientAuthorization {

    /** Not at all. */
    record None() implements Authorization {}

    /**
     * With a name and a password (RFC 7617).
     *
     * @param user the name; without colons
     * @param password the secret
     */
    record Basic(@Option(max = 256) String user, @Inline Secret password) implements Authorization {
        public Basic {
            if (user.indexOf(':') >= 0) {
                throw new SettingsException("user", Phrase.of("problem.basicUser"));
            }
        }

        public Basic() {
            this("", new Secret());
        }
    }

    /**
     * With a token (RFC 6750).
     *
     * @param token the secret
     */
    record Bearer(@Inline Secret token) implements Authorization {
        public Bearer() {
            this(new Secret());
        }
    }
}
