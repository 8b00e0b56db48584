package org.netsonde.engine.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StreamOrderTest {

    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RESET = 3;
    private static final int END = 1;

    private final StreamOrder order = new StreamOrder(3);
    private final EmbeddedChannel channel = new EmbeddedChannel(order);
    private final ByteBuf bytes = Http2CodecUtil.connectionPrefaceBuf().copy();

    private StreamOrderTest add(int type, int flags, int stream) {
        bytes.writeMedium(2).writeByte(type).writeByte(flags).writeInt(stream).writeShort(0x0101);
        return this;
    }

    /** The error that the frames are; null for none, and then all have passed, however they were cut. */
    private @Nullable Http2Error error(int part) {
        Http2Exception thrown = catchThrowableOfType(Http2Exception.class, () -> {
            while (bytes.isReadable()) {
                channel.writeInbound(bytes.readRetainedSlice(Math.min(part, bytes.readableBytes())));
            }
        });
        int length = bytes.writerIndex();
        bytes.release();
        int passed = 0;
        for (ByteBuf read = channel.readInbound(); read != null; read = channel.readInbound()) {
            passed += read.readableBytes();
            read.release();
        }
        if (thrown == null) {
            assertThat(passed).isEqualTo(length);
        }
        return thrown == null ? null : thrown.error();
    }

    @Test
    void streamsInOrderPassHoweverTheyAreCut() {
        add(HEADERS, END, 1)
                .add(HEADERS, 0, 3)
                .add(DATA, 0, 3)
                .add(HEADERS, END, 3)
                .add(HEADERS, 0, 5)
                .add(DATA, END, 5);
        assertThat(error(1)).isNull();
    }

    @Test
    void headOnAStreamThatWasEndedIsAnErrorOfTheConnection() {
        assertThat(add(HEADERS, END, 1).add(HEADERS, END, 1).error(1000)).isEqualTo(Http2Error.STREAM_CLOSED);
    }

    @Test
    void headOnAStreamThatWasResetIsAnErrorOfTheConnection() {
        assertThat(add(HEADERS, 0, 1).add(RESET, 0, 1).add(HEADERS, END, 1).error(3))
                .isEqualTo(Http2Error.STREAM_CLOSED);
    }

    @Test
    void streamWithALowerNumberIsAnErrorOfTheConnection() {
        assertThat(add(HEADERS, END, 5).add(HEADERS, END, 3).error(7)).isEqualTo(Http2Error.PROTOCOL_ERROR);
    }

    @Test
    void headWithoutAStreamIsAnErrorOfTheConnection() {
        assertThat(add(HEADERS, END, 0).error(1000)).isEqualTo(Http2Error.PROTOCOL_ERROR);
    }

    @Test
    void streamsThatTheServerEndsAreOpenNoMoreAndTheRestOfThemMayStillCome() {
        channel.writeInbound(bytes.copy());
        for (int stream = 1; stream < 100; stream += 2) {
            bytes.clear();
            add(HEADERS, 0, stream);
            channel.writeInbound(bytes.copy());
            order.ended(stream);
        }
        bytes.clear();
        assertThat(channel.releaseInbound()).isTrue();
        assertThat(add(DATA, 0, 97).add(HEADERS, END, 99).error(1000)).isNull();
    }

    @Test
    void moreOpenStreamsThanAllowedAreAnErrorOfTheConnection() {
        add(HEADERS, 0, 1).add(HEADERS, 0, 3).add(HEADERS, 0, 5).add(HEADERS, 0, 7);
        assertThat(error(1000)).isEqualTo(Http2Error.ENHANCE_YOUR_CALM);
    }
}
