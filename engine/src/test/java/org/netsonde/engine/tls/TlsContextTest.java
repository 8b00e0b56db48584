package org.netsonde.engine.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TlsContextTest {

    @ParameterizedTest
    @EnumSource(
            value = TlsProvider.class,
            names = {"JDK", "OPENSSL"})
    void aPeerThatDoesNotReadDelaysACloseByAMomentOnly(TlsProvider provider) {
        Sides.Server server = new Sides.Server();
        server.provider = provider;
        try (TlsContext context = server.context()) {
            SslHandler handler = context.accept(ByteBufAllocator.DEFAULT).handler();

            assertThat(handler.getCloseNotifyFlushTimeoutMillis()).isEqualTo(250);
            ReferenceCountUtil.release(handler.engine());
        }
    }
}
