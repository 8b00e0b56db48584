package org.netsonde.engine.tls;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.netsonde.engine.security.Authority;
import org.netsonde.engine.security.CertificatePlan;
import org.netsonde.engine.security.CertificateSource;
import org.netsonde.engine.security.ClientCertificate;
import org.netsonde.engine.security.ClientTrust;
import org.netsonde.engine.security.Identity;
import org.netsonde.engine.security.KeyKind;
import org.netsonde.engine.security.Keys;
import org.netsonde.engine.security.PemFiles;
import org.netsonde.engine.security.Secret;
import org.netsonde.engine.security.Secrets;
import org.netsonde.engine.security.ServerCertificate;
import org.netsonde.engine.security.ServerTrust;

/** Settings of both sides for tests, and what they need. */
final class Sides {

    static final Instant NOW = Instant.now();
    static final Authority AUTHORITY = Authority.create(CertificatePlan.authority("Test authority", NOW));
    static final Keys KEYS = new Keys(() -> AUTHORITY, new Secrets(name -> null, null), InstantSource.system());
    static final ClientCertificate NOTHING = new ClientCertificate.None();
    static final CertificateSource.Generated GENERATED = new CertificateSource.Generated();

    private final Path folder;
    private final AtomicInteger count = new AtomicInteger();

    Sides(Path folder) {
        this.folder = folder;
    }

    /** A file source with an identity. */
    CertificateSource.Pem pem(Identity identity) {
        Path chain = folder.resolve(count.incrementAndGet() + ".pem");
        Path key = folder.resolve(count.get() + ".key");
        PemFiles.writeChain(chain, identity.chain());
        PemFiles.writeKey(key, identity.key());
        return new CertificateSource.Pem(chain.toString(), key.toString(), new Secret());
    }

    /** Trust in one certificate. */
    ClientTrust.Custom trust(X509Certificate certificate) {
        Path file = folder.resolve(count.incrementAndGet() + "-trusted.pem");
        PemFiles.writeChain(file, List.of(certificate));
        return new ClientTrust.Custom(file.toString());
    }

    /** Trust in the authority of the tests. */
    ClientTrust.Custom trust() {
        return trust(AUTHORITY.certificate());
    }

    static CertificateSource.Generated generated(KeyKind key) {
        return new CertificateSource.Generated(key, List.of("localhost"));
    }

    static CertificatePlan serverPlan() {
        return CertificatePlan.server(KeyKind.ECDSA_P256, List.of("localhost"), NOW);
    }

    static CertificatePlan clientPlan() {
        return CertificatePlan.client(KeyKind.ECDSA_P256, "Test client", List.of("localhost"), NOW);
    }

    static CertificatePlan expired(CertificatePlan plan) {
        return plan.valid(NOW.minus(Duration.ofDays(9)), NOW.minus(Duration.ofDays(1)));
    }

    static CertificatePlan early(CertificatePlan plan) {
        return plan.valid(NOW.plus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(9)));
    }

    /** What both sides offer, changed from the defaults by the caller. */
    abstract static class Terms {
        TlsProvider provider = TlsProvider.AUTO;
        TlsVersions versions = TlsVersions.TLS12_OR_13;
        List<String> ciphers = List.of();
        List<String> alpn = List.of();
        boolean resumption = true;
        Duration timeout = Duration.ofSeconds(10);

        final TlsTerms terms() {
            return new TlsTerms(versions, ciphers, alpn, resumption, provider, timeout);
        }
    }

    /** A server's settings, changed from the defaults by the caller. */
    static final class Server extends Terms {
        ServerCertificate certificate = GENERATED;
        ClientAuth clientAuth = ClientAuth.NONE;

        TlsContext context() {
            return TlsContexts.server(
                    new ServerTls(TlsMode.ON, clientAuth, certificate, new ServerTrust.Own(), terms()), KEYS);
        }
    }

    /** A client's settings, changed from the defaults by the caller. */
    static final class Client extends Terms {
        ClientTrust trust;
        ClientCertificate certificate = NOTHING;
        String serverName = "";

        Client(ClientTrust trust) {
            this.trust = trust;
        }

        TlsContext context() {
            return TlsContexts.client(new ClientTls(TlsMode.ON, trust, certificate, serverName, terms()), KEYS);
        }
    }
}
