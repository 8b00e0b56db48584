package org.netsonde.engine.tls;

import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.internal.tcnative.SSL;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.message.Escapes;
import org.netsonde.engine.security.CertificateDetails;

/**
 * What was agreed with a peer, for showing.
 *
 * @param protocol the version, such as {@code TLSv1.3}
 * @param cipher the cipher suite
 * @param alpn the application protocol; empty for none
 * @param serverName the name that the client asked for; empty for none
 * @param resumed whether it goes on with what was agreed before
 * @param peer what the peer showed, its own certificate first; empty for nothing
 * @param own what this side showed
 * @param checks what was checked about the peer
 * @param handshakeNanos how long the handshake took
 * @param provider whose TLS it is
 */
public record TlsSession(
        String protocol,
        String cipher,
        String alpn,
        String serverName,
        boolean resumed,
        List<CertificateDetails> peer,
        List<CertificateDetails> own,
        List<Phrase> checks,
        long handshakeNanos,
        String provider) {

    public TlsSession {
        peer = List.copyOf(peer);
        own = List.copyOf(own);
        checks = List.copyOf(checks);
    }

    static TlsSession of(
            SSLEngine engine,
            @Nullable List<Phrase> checks,
            KnownCertificates certificates,
            boolean resumed,
            long handshakeNanos,
            String provider) {
        SSLSession session = engine.getSession();
        String alpn = engine.getApplicationProtocol();
        List<CertificateDetails> peer = peer(session, certificates);
        List<Phrase> told =
                checks != null ? checks : resumed && !peer.isEmpty() ? List.of(Phrase.of("check.before")) : List.of();
        return new TlsSession(
                session.getProtocol(),
                session.getCipherSuite(),
                alpn == null ? "" : alpn,
                serverName(engine, session),
                resumed,
                peer,
                details(session.getLocalCertificates(), certificates),
                told,
                handshakeNanos,
                provider);
    }

    private static List<CertificateDetails> peer(SSLSession session, KnownCertificates certificates) {
        try {
            return details(session.getPeerCertificates(), certificates);
        } catch (SSLPeerUnverifiedException e) {
            // It showed none.
            return List.of();
        }
    }

    private static List<CertificateDetails> details(Certificate @Nullable [] chain, KnownCertificates certificates) {
        return chain == null
                ? List.of()
                : Arrays.stream(chain)
                        .map(certificate -> certificates.details((X509Certificate) certificate))
                        .toList();
    }

    private static String serverName(SSLEngine engine, SSLSession session) {
        if (!(session instanceof ExtendedSSLSession extended)) {
            return "";
        }
        List<SNIServerName> names;
        try {
            names = extended.getRequestedServerNames();
        } catch (IllegalArgumentException e) {
            // Asked for in OpenSSL, which minds less than Java what a name looks like.
            return rawServerName(engine);
        }
        return names == null
                ? ""
                : names.stream()
                        .flatMap(
                                name -> name instanceof SNIHostName host ? Stream.of(host.getAsciiName()) : Stream.of())
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(", "));
    }

    /** A name that is none to Java, such as one with an underscore. */
    private static String rawServerName(SSLEngine engine) {
        if (!(engine instanceof ReferenceCountedOpenSslEngine openSsl) || openSsl.refCnt() == 0) {
            return "";
        }
        String name = SSL.getSniHostname(openSsl.sslPointer());
        return name == null ? "" : Escapes.encode(name.getBytes(StandardCharsets.UTF_8));
    }
}
