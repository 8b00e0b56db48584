package org.netsonde.engine.relay.form;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.relay.link.Outlet;
import org.netsonde.engine.relay.link.Piece;

/**
 * Finds the messages of WebSocket in the frames of one way (RFC 6455, section 5). Where the frames break the rules by which
 * they are told apart, everything from there on passes as it is, and so do messages that belong to an extension.
 */
final class WebSocketFrames extends Gathering {

    private static final int FINAL = 0x80;
    private static final int RESERVED = 0x70;
    private static final int MASKED = 0x80;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;
    private static final int MOST_CONTROL = 125;
    private static final int FIRST_CONTROL = 8;

    /** What a message holds. */
    enum Kind {
        TEXT(1),
        BINARY(2);

        private final int opcode;

        Kind(int opcode) {
            this.opcode = opcode;
        }
    }

    /**
     * The head of a frame.
     *
     * @param size how long it is
     * @param length how much follows it; negative if it cannot be
     */
    private record Head(boolean last, int reserved, int opcode, boolean masked, int size, long length) {
        boolean controls() {
            return opcode >= FIRST_CONTROL;
        }

        boolean begins() {
            return opcode != 0;
        }

        boolean isKnown() {
            return reserved == 0 && opcode <= Kind.BINARY.opcode;
        }
    }

    private final int most;
    /** The frames of a message that is not complete, and what stands in them. */
    private @Nullable ByteBuf wire;

    private @Nullable ByteBuf payload;
    private Kind kind = Kind.BINARY;
    private boolean inMessage;
    /** Whether the message under way passes in stretches. */
    private boolean passes;
    /** How much of a frame is still to pass. */
    private long passing;

    private boolean broken;

    /**
     * Between two messages.
     *
     * @param most how long a message may be with its frames before it passes in stretches
     */
    WebSocketFrames(int most) {
        this.most = most;
    }

    @Override
    void scan(ByteBuf in, Outlet out) {
        boolean more = true;
        while (more && in.isReadable()) {
            if (broken) {
                out.take(Piece.stretch(in.readRetainedSlice(in.readableBytes())));
            } else if (passing > 0) {
                int length = (int) Math.min(passing, in.readableBytes());
                passing -= length;
                out.take(Piece.stretch(in.readRetainedSlice(length)));
            } else {
                Head head = head(in);
                more = head != null && frame(in, head, out);
            }
        }
    }

    private static @Nullable Head head(ByteBuf in) {
        int at = in.readerIndex();
        int readable = in.readableBytes();
        if (readable < 2) {
            return null;
        }
        int first = in.getUnsignedByte(at);
        int second = in.getUnsignedByte(at + 1);
        int told = second & 0x7f;
        boolean masked = (second & MASKED) != 0;
        int size = 2 + (told == LENGTH_16 ? Short.BYTES : told == LENGTH_64 ? Long.BYTES : 0) + (masked ? 4 : 0);
        if (readable < size) {
            return null;
        }
        long length = told == LENGTH_16 ? in.getUnsignedShort(at + 2) : told == LENGTH_64 ? in.getLong(at + 2) : told;
        return new Head((first & FINAL) != 0, first & RESERVED, first & 0xf, masked, size, length);
    }

    /** Takes a frame whose head is there; false if more has to come first. */
    private boolean frame(ByteBuf in, Head head, Outlet out) {
        boolean wrong = head.length < 0 || (head.controls() ? head.length > MOST_CONTROL : head.begins() == inMessage);
        if (wrong) {
            broken = true;
            giveUp(out);
            return true;
        }
        if (head.controls()) {
            return control(in, head, out);
        }
        long room = (long) most - (wire == null ? 0 : wire.readableBytes()) - head.size;
        if (passes || !head.isKnown() || head.length > room) {
            giveUp(out);
            inMessage = !head.last;
            passes = inMessage;
            passing = head.size + head.length;
            return true;
        }
        return data(in, head, out);
    }

    private static boolean control(ByteBuf in, Head head, Outlet out) {
        int size = head.size + (int) head.length;
        if (in.readableBytes() < size) {
            return false;
        }
        out.take(Piece.stretch(in.readRetainedSlice(size)));
        return true;
    }

    private boolean data(ByteBuf in, Head head, Outlet out) {
        int size = head.size + (int) head.length;
        if (in.readableBytes() < size) {
            return false;
        }
        if (head.begins()) {
            kind = head.opcode == Kind.TEXT.opcode ? Kind.TEXT : Kind.BINARY;
        }
        inMessage = !head.last;
        ByteBuf frame = in.readRetainedSlice(size);
        if (head.begins() && head.last) {
            out.take(Piece.message(payload(frame, head), frame, kind));
            return true;
        }
        gather(frame, head);
        ByteBuf whole = wire;
        ByteBuf said = payload;
        if (head.last && whole != null && said != null) {
            wire = null;
            payload = null;
            out.take(Piece.message(said, whole, kind));
        }
        return true;
    }

    private void gather(ByteBuf frame, Head head) {
        ByteBuf all = wire == null ? frame.alloc().buffer() : wire;
        ByteBuf said = payload == null ? frame.alloc().buffer() : payload;
        wire = all;
        payload = said;
        all.writeBytes(frame, frame.readerIndex(), frame.readableBytes());
        ByteBuf part = payload(frame, head);
        said.writeBytes(part);
        part.release();
        frame.release();
    }

    /** What a frame holds, not masked; memory of its own or shared with the frame, which stays the caller's. */
    private static ByteBuf payload(ByteBuf frame, Head head) {
        int at = frame.readerIndex() + head.size;
        int length = (int) head.length;
        if (!head.masked) {
            return frame.retainedSlice(at, length);
        }
        ByteBuf out = frame.alloc().buffer(length);
        mask(frame, at, length, frame.getInt(at - Integer.BYTES), out);
        return out;
    }

    private static void mask(ByteBuf in, int index, int length, int key, ByteBuf out) {
        int done = 0;
        for (; done + Integer.BYTES <= length; done += Integer.BYTES) {
            out.writeInt(in.getInt(index + done) ^ key);
        }
        for (; done < length; done++) {
            out.writeByte(in.getByte(index + done) ^ (key >>> (24 - 8 * (done & 3))));
        }
    }

    /** What was gathered of a message passes as it is. */
    private void giveUp(Outlet out) {
        ByteBuf whole = wire;
        if (whole != null) {
            wire = null;
            forget();
            out.take(Piece.stretch(whole));
        }
    }

    @Override
    void flushed(Outlet out) {
        giveUp(out);
    }

    @Override
    int beside() {
        return (wire == null ? 0 : wire.readableBytes()) + (payload == null ? 0 : payload.readableBytes());
    }

    @Override
    void forget() {
        if (wire != null) {
            wire.release();
            wire = null;
        }
        if (payload != null) {
            payload.release();
            payload = null;
        }
    }

    /**
     * A message in one frame.
     *
     * @param payload stays the caller's
     * @param key masks it; null to leave it plain
     */
    static ByteBuf write(Kind kind, ByteBuf payload, @Nullable Integer key, ByteBufAllocator alloc) {
        int length = payload.readableBytes();
        ByteBuf out = alloc.buffer(length + 2 + Long.BYTES + Integer.BYTES);
        int masked = key == null ? 0 : MASKED;
        out.writeByte(FINAL | kind.opcode);
        if (length < LENGTH_16) {
            out.writeByte(masked | length);
        } else if (length <= 0xffff) {
            out.writeByte(masked | LENGTH_16).writeShort(length);
        } else {
            out.writeByte(masked | LENGTH_64).writeLong(length);
        }
        if (key == null) {
            return out.writeBytes(payload, payload.readerIndex(), length);
        }
        out.writeInt(key);
        mask(payload, payload.readerIndex(), length, key, out);
        return out;
    }
}
