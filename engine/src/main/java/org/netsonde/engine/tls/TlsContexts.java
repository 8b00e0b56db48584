package org.netsonde.engine.tls;

import io.netty.handler.ssl.OpenSsl;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.security.ClientTrust;
import org.netsonde.engine.security.Identity;
import org.netsonde.engine.security.Keys;

/**
 * Makes {@link TlsContext}s from settings. Methods block on the disk and while keys are made, so they are not to be called on
 * event loops; they throw {@link FailureException} where settings, files or keys cannot be used. Stateless.
 */
public final class TlsContexts {

    private TlsContexts() {}

    /** TLS of a server. */
    public static TlsContext server(ServerTls tls, Keys keys) {
        Handshakes handshakes = new Handshakes();
        Identity identity = keys.identity(tls.certificate());
        EnginePlan plan = new EnginePlan(
                false,
                new OwnIdentity(identity, handshakes),
                tls.clientAuth() == ClientAuth.NONE
                        ? new PeerTrust(List.of(), handshakes)
                        : new PeerTrust(keys.anchors(tls.trust()), handshakes),
                false,
                tls.clientAuth(),
                tls.terms(),
                handshakes);
        return new TlsContext(engines(plan), handshakes, "", tls.terms().handshakeTimeout());
    }

    /** TLS of a client. */
    public static TlsContext client(ClientTls tls, Keys keys) {
        Handshakes handshakes = new Handshakes();
        Identity identity = keys.identity(tls.certificate());
        boolean blind = tls.trust() instanceof ClientTrust.None;
        X509ExtendedTrustManager trust =
                blind ? new BlindTrust(handshakes) : new PeerTrust(keys.anchors(tls.trust()), handshakes);
        EnginePlan plan = new EnginePlan(
                true,
                identity == null ? null : new OwnIdentity(identity, handshakes),
                trust,
                !blind,
                ClientAuth.NONE,
                tls.terms(),
                handshakes);
        return new TlsContext(
                engines(plan), handshakes, tls.serverName(), tls.terms().handshakeTimeout());
    }

    private static Engines engines(EnginePlan plan) {
        @Nullable Failure hindrance = hindrance(plan);
        return switch (plan.terms().provider()) {
            case JDK -> new JdkEngines(plan);
            case AUTO -> hindrance == null ? new OpenSslEngines(plan) : new JdkEngines(plan);
            case OPENSSL -> {
                if (hindrance != null) {
                    throw new FailureException(hindrance);
                }
                yield new OpenSslEngines(plan);
            }
        };
    }

    /** Why OpenSSL cannot do what is planned; null if it can. */
    private static @Nullable Failure hindrance(EnginePlan plan) {
        if (!OpenSsl.isAvailable()) {
            return Failure.of(Failure.Kind.INVALID_SETTINGS, "noOpenSsl");
        }
        Set<String> tls13 = new HashSet<>(plan.terms().ciphers());
        tls13.retainAll(CipherSuites.TLS13);
        if (!tls13.isEmpty() && tls13.size() < CipherSuites.TLS13.size()) {
            return Failure.of(Failure.Kind.INVALID_SETTINGS, "openSslCiphers");
        }
        if (plan.trustsEdwards()) {
            return Failure.of(Failure.Kind.INVALID_SETTINGS, "openSslEdwards");
        }
        return null;
    }
}
