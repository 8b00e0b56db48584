package org.netsonde.engine.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslHandler;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** The JDK's engines. Safe for threads. */
final class JdkEngines implements Engines {

    private static final String RENEGOTIATION = "jdk.tls.rejectClientInitiatedRenegotiation";

    private final EnginePlan plan;
    private final TlsTerms terms;
    private final SSLContext shared;
    private final String[] ciphers;

    JdkEngines(EnginePlan plan) {
        this.plan = plan;
        terms = plan.terms();
        // A client that renegotiates without end would keep a server busy. Read when the JDK's TLS is first used.
        if (System.getProperty(RENEGOTIATION) == null) {
            System.setProperty(RENEGOTIATION, "true");
        }
        shared = context();
        List<String> known = List.of(shared.getSupportedSSLParameters().getCipherSuites());
        ciphers = CipherSuites.choose(terms.ciphers(), terms.versions(), known).toArray(new String[0]);
    }

    private SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            KeyManager[] keys = plan.identity() == null ? new KeyManager[0] : new KeyManager[] {plan.identity()};
            context.init(keys, new TrustManager[] {plan.trust()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }

    @Override
    public String provider() {
        return "JDK";
    }

    @Override
    public SslHandler create(ByteBufAllocator allocator, @Nullable String host, int port) {
        // Sessions cannot be switched off, but they end with their context.
        SSLContext context = terms.resumption() ? shared : context();
        SSLEngine engine = host == null ? context.createSSLEngine() : context.createSSLEngine(host, port);
        engine.setUseClientMode(plan.client());
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(terms.versions().names().toArray(new String[0]));
        parameters.setCipherSuites(ciphers);
        parameters.setNamedGroups(quick(parameters.getNamedGroups()));
        if (plan.client()) {
            parameters.setEndpointIdentificationAlgorithm(plan.identification());
            ServerNames.of(host).ifPresent(name -> parameters.setServerNames(List.of(name)));
            parameters.setApplicationProtocols(terms.alpn().toArray(new String[0]));
        } else {
            parameters.setUseCipherSuitesOrder(true);
            setClientAuth(parameters);
        }
        engine.setSSLParameters(parameters);
        if (!plan.client() && !terms.alpn().isEmpty()) {
            // Without one in common the connection goes on without, as with the other provider.
            engine.setHandshakeApplicationProtocolSelector((ignored, offered) ->
                    terms.alpn().stream().filter(offered::contains).findFirst().orElse(""));
        }
        return new SslHandler(engine);
    }

    /**
     * The groups for exchanging keys without those of whole numbers, as OpenSSL has none either: one handshake with the
     * largest keeps an event loop, and all of its connections, for seconds.
     */
    private static String @Nullable [] quick(String @Nullable [] groups) {
        return groups == null
                ? null
                : Arrays.stream(groups)
                        .filter(group -> !group.startsWith("ffdhe"))
                        .toArray(String[]::new);
    }

    private void setClientAuth(SSLParameters parameters) {
        switch (plan.clientAuth()) {
            case NONE -> {}
            case OPTIONAL -> parameters.setWantClientAuth(true);
            case REQUIRED -> parameters.setNeedClientAuth(true);
        }
    }

    /** A client checks certificates, and a server proves who it is, in every handshake but those that resume. */
    @Override
    public boolean isResumed(SslHandler handler) {
        SSLEngine engine = handler.engine();
        Handshakes handshakes = plan.handshakes();
        return plan.client() ? handshakes.checks(engine) == null : !handshakes.hasProved(engine);
    }

    @Override
    public void close() {
        // Nothing but memory of the heap.
    }
}
