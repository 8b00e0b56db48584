package org.netsonde.engine.relay.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.netsonde.engine.relay.link.Heading;
import org.netsonde.engine.relay.link.Outlet;
import org.netsonde.engine.relay.link.Piece;
import org.netsonde.engine.relay.link.Stage;
import org.netsonde.engine.relay.link.TestPassage;
import org.netsonde.engine.relay.link.Ways;

/** One fault in one direction of one conversation, on a clock that stands still. */
final class FaultRun {

    final TestPassage passage;
    final Stage stage;
    private final Outlet in;
    private final List<ByteBuf> buffers = new ArrayList<>();

    private FaultRun(TestPassage passage, FaultSetting setting) {
        this.passage = passage;
        Stage made = new FaultSource(0, setting).stage(passage);
        assertThat(made).isNotNull();
        stage = made;
        in = passage.through(stage);
    }

    /** Of a stream that the fault meets for certain. */
    static FaultRun stream(Fault fault) {
        return stream(fault, 1, 1);
    }

    static FaultRun stream(Fault fault, double probability, long seed) {
        return new FaultRun(new TestPassage(), setting(fault, probability, seed));
    }

    /** Of datagrams. */
    static FaultRun datagrams(Fault fault, double probability, long seed) {
        return new FaultRun(new TestPassage(Heading.TO_SERVER, 1, true), setting(fault, probability, seed));
    }

    static FaultSetting setting(Fault fault, double probability, long seed) {
        return new FaultSetting(true, fault, Ways.BOTH, probability, seed);
    }

    private ByteBuf buffer(String text) {
        ByteBuf buffer = Unpooled.buffer().writeBytes(text.getBytes(ISO_8859_1));
        buffers.add(buffer);
        return buffer;
    }

    /** A stretch of the stream comes. */
    void stretch(String text) {
        in.take(Piece.stretch(buffer(text)));
    }

    /** A message comes, or a datagram. */
    void message(String text) {
        in.take(Piece.datagram(buffer(text)));
    }

    void end() {
        in.end();
    }

    /** Everything that left, as one text. */
    String whole() {
        return String.join("", passage.texts());
    }

    /** No memory, no timer and nothing held is left. */
    void isClean() {
        assertThat(buffers).allMatch(buffer -> buffer.refCnt() == 0);
        assertThat(passage.held()).isZero();
        assertThat(passage.timers()).isZero();
    }

    /** What becomes of a stream that is read in pieces of random length. */
    static FaultRun cut(Supplier<FaultRun> runs, String stream, long cuts, int most) {
        FaultRun run = runs.get();
        SplittableRandom random = new SplittableRandom(cuts);
        for (int at = 0; at < stream.length(); ) {
            int next = Math.min(stream.length(), at + 1 + random.nextInt(most));
            run.stretch(stream.substring(at, next));
            at = next;
        }
        return run;
    }

    /** A stream of so many bytes that are not alike. */
    static String bytes(int count) {
        byte[] bytes = new byte[count];
        new SplittableRandom(count).nextBytes(bytes);
        return new String(bytes, ISO_8859_1);
    }
}
