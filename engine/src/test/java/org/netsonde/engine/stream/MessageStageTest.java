package org.netsonde.engine.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.message.Framing;
import org.netsonde.engine.protocol.DataSize;

class MessageStageTest {

    private static final int MESSAGE = 1000;

    /** Notes how large the buffers are that messages come in. */
    private static final class Sizes implements StreamSession {
        private int messages;
        private int largest;

        @Override
        public void opened() {}

        @Override
        public void frame(ByteBuf in, int index, int length) {
            messages++;
            largest = Math.max(largest, in.capacity());
        }

        @Override
        public void read(ByteBuf in, int start, int end, int count) {}

        @Override
        public void readComplete() {}

        @Override
        public void writable(boolean writable) {}

        @Override
        public void inputClosed() {}

        @Override
        public void closed() {}
    }

    @Test
    void messagesThatNeverEndWithAReadDoNotMakeTheBufferGrow() {
        Sizes sizes = new Sizes();
        Framing framing = new Framing.Lines(new DataSize(MESSAGE));
        EmbeddedChannel channel = new EmbeddedChannel(new MessageStage(framing.scanner(), sizes));
        channel.writeInbound(bytes(channel, "x".repeat(MESSAGE / 2)));
        String endAndBeginning = "x".repeat(MESSAGE / 2) + "\n" + "x".repeat(MESSAGE / 2);

        for (int i = 0; i < 1000; i++) {
            channel.writeInbound(bytes(channel, endAndBeginning));
        }

        assertThat(sizes.messages).isEqualTo(1000);
        assertThat(sizes.largest).isLessThan(16 * MESSAGE);
        assertThat(channel.finishAndReleaseAll()).isFalse();
    }

    private static ByteBuf bytes(EmbeddedChannel channel, String text) {
        return channel.alloc().buffer(text.length()).writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
