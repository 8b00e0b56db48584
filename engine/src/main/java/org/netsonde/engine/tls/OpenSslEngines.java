package org.netsonde.engine.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslCachingX509KeyManagerFactory;
import io.netty.handler.ssl.ReferenceCountedOpenSslContext;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.internal.tcnative.SSL;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;

/** OpenSSL's engines, which hold memory outside of the heap. Safe for threads. */
final class OpenSslEngines implements Engines {

    private final EnginePlan plan;
    private final TlsTerms terms;
    private final ReferenceCountedOpenSslContext context;
    private final AtomicBoolean closed = new AtomicBoolean();

    OpenSslEngines(EnginePlan plan) {
        this.plan = plan;
        terms = plan.terms();
        List<String> ciphers =
                CipherSuites.choose(terms.ciphers(), terms.versions(), OpenSsl.availableJavaCipherSuites());
        try {
            SslContextBuilder builder = builder()
                    .sslProvider(SslProvider.OPENSSL_REFCNT)
                    .trustManager(plan.trust())
                    .protocols(terms.versions().names())
                    .ciphers(ciphers, IdentityCipherSuiteFilter.INSTANCE);
            if (!terms.alpn().isEmpty()) {
                builder.applicationProtocolConfig(new ApplicationProtocolConfig(
                        Protocol.ALPN,
                        SelectorFailureBehavior.NO_ADVERTISE,
                        SelectedListenerFailureBehavior.ACCEPT,
                        terms.alpn()));
            }
            context = (ReferenceCountedOpenSslContext) builder.build();
        } catch (SSLException e) {
            throw new FailureException(
                    Failure.of(Failure.Kind.INVALID_SETTINGS, "openSslRefused", String.valueOf(e.getMessage())), e);
        }
        context.sessionContext().setSessionCacheEnabled(terms.resumption());
    }

    private SslContextBuilder builder() {
        OwnIdentity identity = plan.identity();
        // Keeps the key in its native form, which would be made for every handshake otherwise.
        KeyManagerFactory keys =
                identity == null ? null : new OpenSslCachingX509KeyManagerFactory(new OneKeyManagerFactory(identity));
        if (plan.client()) {
            SslContextBuilder builder =
                    SslContextBuilder.forClient().endpointIdentificationAlgorithm(plan.identification());
            return keys == null ? builder : builder.keyManager(keys);
        }
        if (keys == null) {
            throw new IllegalArgumentException("a server needs an identity");
        }
        return SslContextBuilder.forServer(keys)
                .clientAuth(
                        switch (plan.clientAuth()) {
                            case NONE -> io.netty.handler.ssl.ClientAuth.NONE;
                            case OPTIONAL -> io.netty.handler.ssl.ClientAuth.OPTIONAL;
                            case REQUIRED -> io.netty.handler.ssl.ClientAuth.REQUIRE;
                        });
    }

    @Override
    public String provider() {
        return "OpenSSL";
    }

    @Override
    public SslHandler create(ByteBufAllocator allocator, @Nullable String host, int port) {
        SslHandler handler = host == null ? context.newHandler(allocator) : context.newHandler(allocator, host, port);
        ReferenceCountedOpenSslEngine engine = (ReferenceCountedOpenSslEngine) handler.engine();
        if (plan.client()) {
            // Netty asks by names with a dot in them only.
            ServerNames.of(host).ifPresent(name -> {
                SSLParameters parameters = engine.getSSLParameters();
                parameters.setServerNames(List.of(name));
                engine.setSSLParameters(parameters);
            });
        }
        if (!terms.resumption()) {
            // Netty allows tickets for TLS 1.3 in any case.
            SSL.setOptions(engine.sslPointer(), SSL.SSL_OP_NO_TICKET);
        }
        return handler;
    }

    @Override
    public boolean isResumed(SslHandler handler) {
        ReferenceCountedOpenSslEngine engine = (ReferenceCountedOpenSslEngine) handler.engine();
        return engine.refCnt() > 0 && SSL.isSessionReused(engine.sslPointer());
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            context.release();
        }
    }
}
