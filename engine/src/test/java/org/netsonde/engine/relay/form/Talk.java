package org.netsonde.engine.relay.form;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.netsonde.engine.message.FrameTooLargeException;
import org.netsonde.engine.relay.link.Heading;
import org.netsonde.engine.relay.link.Outlet;
import org.netsonde.engine.relay.link.Piece;

/** A conversation through a form, without anything in between: what was found, and what left. */
final class Talk implements AutoCloseable {

    /** Counts every buffer: what is not given back shows. */
    final UnpooledByteBufAllocator alloc = new UnpooledByteBufAllocator(false);

    final MessageForm form;
    private final Map<Heading, Side> sides = new EnumMap<>(Heading.class);
    private UnaryOperator<Piece> change = UnaryOperator.identity();
    private boolean releases = true;

    /** What came out on one way. */
    final class Side implements Outlet {
        private final Heading heading;
        final Unpacker unpacker;
        final List<String> messages = new ArrayList<>();
        final List<Object> forms = new ArrayList<>();
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int stretches;
        boolean ended;

        Side(Heading heading) {
            this.heading = heading;
            this.unpacker = form.unpacker(heading);
        }

        @Override
        public void take(Piece piece) {
            Piece leaving = change.apply(piece);
            if (leaving.isMessage()) {
                messages.add(leaving.payload().toString(StandardCharsets.ISO_8859_1));
                forms.add(String.valueOf(leaving.form()));
            } else {
                stretches++;
            }
            write(form.pack(heading, leaving, alloc));
        }

        void write(ByteBuf out) {
            bytes.writeBytes(io.netty.buffer.ByteBufUtil.getBytes(out));
            out.release();
        }

        @Override
        public void end() {
            ended = true;
        }

        String text() {
            return bytes.toString(StandardCharsets.ISO_8859_1);
        }
    }

    Talk(MessageForm form) {
        this.form = form;
        for (Heading heading : Heading.values()) {
            sides.put(heading, new Side(heading));
        }
    }

    /** Does that to every piece before it leaves. */
    Talk changing(UnaryOperator<Piece> how) {
        change = how;
        return this;
    }

    Side toServer() {
        return side(Heading.TO_SERVER);
    }

    Side toClient() {
        return side(Heading.TO_CLIENT);
    }

    Side side(Heading heading) {
        Side side = sides.get(heading);
        if (side == null) {
            throw new AssertionError(heading);
        }
        return side;
    }

    ByteBuf buffer(byte[] bytes) {
        return alloc.buffer(Math.max(1, bytes.length)).writeBytes(bytes);
    }

    ByteBuf buffer(String text) {
        return buffer(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Talk send(String text) throws FrameTooLargeException {
        return pass(Heading.TO_SERVER, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Talk answer(String text) throws FrameTooLargeException {
        return pass(Heading.TO_CLIENT, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Talk pass(Heading heading, byte[] bytes) throws FrameTooLargeException {
        side(heading).unpacker.take(buffer(bytes), side(heading));
        return this;
    }

    Talk end(Heading heading) {
        side(heading).unpacker.end(side(heading));
        return this;
    }

    /** Gives everything back; how many bytes were not. */
    long leaked() {
        if (releases) {
            releases = false;
            sides.values().forEach(side -> side.unpacker.release());
        }
        return alloc.metric().usedHeapMemory() + alloc.metric().usedDirectMemory();
    }

    @Override
    public void close() {
        if (leaked() != 0) {
            throw new AssertionError(leaked() + " bytes were not given back");
        }
    }
}
