package org.netsonde.engine.tls;

import java.util.List;
import org.netsonde.engine.protocol.Caution;
import org.netsonde.engine.protocol.Inline;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.SettingsException;
import org.netsonde.engine.security.ClientCertificate;
import org.netsonde.engine.security.ClientTrust;

/**
 * TLS of a client.
 *
 * @param mode whether it is used
 * @param trust which servers it trusts
 * @param certificate what it shows if it is asked
 * @param serverName the name that it asks for and that the server must prove; empty for the host it is aimed at
 * @param terms what it offers
 */
public record ClientTls(
        @Option(group = "tls") TlsMode mode,
        @Option(group = "tls") ClientTrust trust,
        @Option(group = "tls") ClientCertificate certificate,
        @Option(group = "tls", max = 255) String serverName,
        @Inline TlsTerms terms) {

    public ClientTls {
        new TlsRules(mode, terms)
                .chosen("trust", trust.unchosen())
                .chosen("certificate", certificate.unchosen())
                .check();
    }

    /** On, trusting what the system and Netsonde trust. */
    public ClientTls() {
        this(TlsMode.ON);
    }

    /** The defaults, on or off. */
    public ClientTls(TlsMode mode) {
        this(mode, new ClientTrust.Full(), new ClientCertificate.None(), "", new TlsTerms());
    }

    /** The same with other application protocols. */
    public ClientTls withAlpn(List<String> alpn) {
        return new ClientTls(mode, trust, certificate, serverName, terms.withAlpn(alpn));
    }

    /**
     * What its user should know of at any time.
     *
     * @param field where these settings stand among those of the endpoint
     */
    public List<Caution> cautions(String field) {
        return isOn() ? trustCautions(field) : List.of();
    }

    /** As {@link #cautions}, of a client that may speak over TLS with other servers even where this is off. */
    public List<Caution> trustCautions(String field) {
        return trust instanceof ClientTrust.None ? List.of(Caution.danger(field + ".trust", "unverified")) : List.of();
    }

    /**
     * Checks what a client must keep to that may speak over TLS with other servers even where this is off, as messages and
     * redirects name them: its trust must be whole.
     *
     * @param field where these settings stand among those of the endpoint
     * @throws SettingsException where the trust still needs a file
     */
    public void checkTrust(String field) {
        new TlsRules(TlsMode.ON, terms)
                .chosen(field + ".trust", trust.unchosen())
                .check();
    }

    /**
     * What a client uses with servers that it is not aimed at, on or off as this may be: they are checked in the same way, and
     * neither the certificate nor the name are for them.
     *
     * @throws SettingsException where the trust still needs a file
     */
    public ClientTls forOthers() {
        return new ClientTls(TlsMode.ON, trust, new ClientCertificate.None(), "", terms);
    }

    /** Whether it is used. */
    public boolean isOn() {
        return mode == TlsMode.ON;
    }
}
