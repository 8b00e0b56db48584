package org.netsonde.engine.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.TrafficTap;

class TapStageTest {

    private final List<String> recorded = new ArrayList<>();

    private final TrafficTap tap = new TrafficTap() {
        @Override
        public void data(long connection, Direction direction, ByteBuf bytes, long now) {
            recorded.add(direction + " " + bytes.toString(US_ASCII));
        }

        @Override
        public void sameBytes(long connection, int length, long now) {
            recorded.add("same " + length);
        }

        @Override
        public void event(long connection, Direction direction, String text, long now) {}
    };

    /** What a protocol does with a read that it owns. */
    private interface Reaction {
        void read(ChannelHandlerContext ctx, ByteBuf in);
    }

    private EmbeddedChannel channel(boolean exclusive, Reaction reaction) {
        return new EmbeddedChannel(
                new TapStage(tap, 1, new ReadClock(), exclusive), new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelRead(ChannelHandlerContext ctx, Object message) {
                        reaction.read(ctx, (ByteBuf) message);
                    }
                });
    }

    private static ByteBuf direct(String text) {
        return Unpooled.directBuffer().writeBytes(text.getBytes(US_ASCII));
    }

    private static void exchange(EmbeddedChannel channel, String read, String written) {
        ByteBuf in = direct(read);
        channel.writeInbound(in);
        channel.flushOutbound();
        ByteBuf out = channel.readOutbound();
        assertThat(out.toString(US_ASCII)).isEqualTo(written);
        out.release();
        assertThat(in.refCnt()).as("released").isZero();
        assertThat(channel.finishAndReleaseAll()).isFalse();
    }

    @Test
    void readThatIsWrittenBackIsRecordedWithoutACopy() {
        EmbeddedChannel channel = channel(true, (ctx, in) -> ctx.write(in.readSlice(5)));
        exchange(channel, "Hello, World", "Hello");
        assertThat(recorded).containsExactly("IN Hello, World", "same 5");
    }

    @Test
    void otherBytesAreRecordedAsTheyAre() {
        EmbeddedChannel channel = channel(true, (ctx, in) -> {
            in.release();
            ctx.write(direct("reply"));
        });
        exchange(channel, "Hello", "reply");
        assertThat(recorded).containsExactly("IN Hello", "OUT reply");
    }

    @Test
    void middleOfAReadIsNotItsHead() {
        EmbeddedChannel channel = channel(true, (ctx, in) -> ctx.write(in.skipBytes(2)));
        exchange(channel, "Hello", "llo");
        assertThat(recorded).containsExactly("IN Hello", "OUT llo");
    }

    @Test
    void memoryOfAReadThatWasMergedIsNotTakenForAnotherWriteMeanwhile() {
        EmbeddedChannel channel = channel(true, (ctx, in) -> {
            ByteBuf merged = direct("held ").writeBytes(in);
            in.release();
            assertThat(in.refCnt()).isEqualTo(1);
            ctx.write(merged);
        });
        exchange(channel, "rest", "held rest");
        assertThat(recorded).containsExactly("IN rest", "OUT held rest");
    }

    @Test
    void emptyWriteIsNotRecorded() {
        EmbeddedChannel channel = channel(true, (ctx, in) -> {
            in.release();
            ctx.write(direct(""));
        });
        exchange(channel, "Hello", "");
        assertThat(recorded).containsExactly("IN Hello");
    }

    @Test
    void sharedTapNeverRefersToTheLatestRead() {
        EmbeddedChannel channel = channel(false, (ctx, in) -> ctx.write(in));
        exchange(channel, "Hello", "Hello");
        assertThat(recorded).containsExactly("IN Hello", "OUT Hello");
    }
}
