package org.netsonde.engine.tls;

import io.netty.handler.ssl.OpenSslCertificateException;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.security.CertificateDetails;

/** Lets the JDK decide whether a peer's certificate is accepted, and explains where it is not. Safe for threads. */
final class PeerTrust extends X509ExtendedTrustManager {

    private final List<X509Certificate> anchors;
    private final X509ExtendedTrustManager decider;
    private final Handshakes handshakes;

    /** A client's connections mostly lead to one server, which is not to be looked through for each. */
    private volatile @Nullable Accepted latest;

    private record Accepted(
            List<X509Certificate> chain, @Nullable String host, List<Phrase> checks) {}

    /**
     * Trusts authorities.
     *
     * @param anchors their certificates; nobody is trusted if there are none
     * @param handshakes told what was checked
     */
    PeerTrust(List<X509Certificate> anchors, Handshakes handshakes) {
        this.anchors = anchors;
        this.handshakes = handshakes;
        this.decider = decider(anchors);
    }

    /** The JDK's decision about chains that end at these authorities. */
    static X509ExtendedTrustManager decider(List<X509Certificate> anchors) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (int i = 0; i < anchors.size(); i++) {
                store.setCertificateEntry(Integer.toString(i), anchors.get(i));
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(store);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager extended) {
                    return extended;
                }
            }
            throw new IllegalStateException("every JDK checks certificates");
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("every JDK checks certificates", e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        String host = engine.getPeerHost();
        try {
            decider.checkServerTrusted(chain, authType, engine);
        } catch (CertificateException e) {
            throw refusal(
                    engine, new CertificateExplanation(chain, anchors, host == null ? "" : host, Instant.now(), e));
        }
        handshakes.checked(engine, checks(chain, host));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        try {
            decider.checkClientTrusted(chain, authType, engine);
        } catch (CertificateException e) {
            throw refusal(engine, new CertificateExplanation(chain, anchors, null, Instant.now(), e));
        }
        handshakes.checked(engine, checks(chain, null));
    }

    /** OpenSSL's engines choose what the peer is told by an exception of their own. */
    private static CertificateException refusal(SSLEngine engine, CertificateExplanation explanation) {
        CertificateRefusedException refused = explanation.explain();
        return engine instanceof ReferenceCountedOpenSslEngine
                ? new OpenSslCertificateException(refused.getMessage(), refused, refused.openSslCode())
                : refused;
    }

    /** What was checked about a chain that was accepted. */
    private List<Phrase> checks(X509Certificate[] shown, @Nullable String host) {
        List<X509Certificate> chain = List.of(shown);
        Accepted known = latest;
        if (known == null || !known.chain().equals(chain) || !Objects.equals(known.host(), host)) {
            known = new Accepted(chain, host, phrases(chain, host));
            latest = known;
        }
        return known.checks();
    }

    private List<Phrase> phrases(List<X509Certificate> chain, @Nullable String host) {
        List<Phrase> checks = new ArrayList<>();
        // Not the last that the peer sent: it may send what nobody has looked at.
        TrustPath path = TrustPath.of(chain, anchors);
        if (path.end() == TrustPath.End.TRUSTED && path.issuer() != null) {
            checks.add(Phrase.of(
                    "check.authority", CertificateDetails.shown(path.issuer().getSubjectX500Principal())));
        }
        checks.add(Phrase.of("check.until", chain.getFirst().getNotAfter().toInstant()));
        if (host == null) {
            checks.add(Phrase.of("check.client"));
        } else {
            checks.add(Phrase.of("check.server"));
            checks.add(Phrase.of("check.name", host));
        }
        return List.copyOf(checks);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        decider.checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        decider.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        decider.checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        decider.checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return anchors.toArray(new X509Certificate[0]);
    }
}
