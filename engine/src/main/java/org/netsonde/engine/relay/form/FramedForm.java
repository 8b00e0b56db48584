package org.netsonde.engine.relay.form;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.netsonde.engine.message.EscapeException;
import org.netsonde.engine.message.FrameScanner;
import org.netsonde.engine.message.FrameTooLargeException;
import org.netsonde.engine.message.Framing;
import org.netsonde.engine.relay.link.Heading;
import org.netsonde.engine.relay.link.Outlet;
import org.netsonde.engine.relay.link.Piece;

/** Messages that a framing tells apart, the same on both ways. */
final class FramedForm implements MessageForm {

    private static final int ROOM_AROUND = 64;

    private final Framing framing;

    FramedForm(Framing framing) {
        this.framing = framing;
    }

    @Override
    public Unpacker unpacker(Heading heading) {
        return new Frames(framing.scanner());
    }

    @Override
    public ByteBuf pack(Heading heading, Piece piece, ByteBufAllocator alloc) {
        ByteBuf wire = Unchanged.bytes(piece);
        if (wire != null) {
            return wire;
        }
        ByteBuf payload = piece.payload();
        ByteBuf out = alloc.buffer(payload.readableBytes() + ROOM_AROUND);
        try {
            framing.encode(payload, payload.readerIndex(), payload.readableBytes(), out);
            return out;
        } catch (EscapeException e) {
            out.release();
            throw e;
        } finally {
            piece.release();
        }
    }

    private static final class Frames extends Gathering {

        private final FrameScanner scanner;
        /** Where the next message begins. */
        private int start;

        Frames(FrameScanner scanner) {
            this.scanner = scanner;
        }

        @Override
        void scan(ByteBuf in, Outlet out) throws FrameTooLargeException {
            start = in.readerIndex();
            scanner.scan(in, (from, index, length) -> {
                int end = from.readerIndex();
                ByteBuf wire = from.retainedSlice(start, end - start);
                start = end;
                out.take(Piece.message(from.retainedSlice(index, length), wire, null));
            });
        }
    }
}
