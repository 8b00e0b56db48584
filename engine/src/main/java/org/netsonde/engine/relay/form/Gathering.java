package org.netsonde.engine.relay.form;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.message.FrameTooLargeException;
import org.netsonde.engine.relay.link.Outlet;
import org.netsonde.engine.relay.link.Piece;

/** Keeps what is not yet whole, until more comes. Survives being released by those to whom it gives something. */
abstract class Gathering implements Unpacker {

    private @Nullable ByteBuf held;
    /** Whether what is held is memory of our own, which may be written behind. */
    private boolean own;

    private @Nullable Outlet outlet;
    private boolean released;

    /**
     * Takes what can be made use of from the front of a buffer. What stays comes again, with more behind it.
     *
     * @throws FrameTooLargeException if a message is longer than allowed
     */
    abstract void scan(ByteBuf in, Outlet out) throws FrameTooLargeException;

    /** No more comes; takes what is a message for all that. */
    void last(ByteBuf in, Outlet out) {}

    /** No more comes, and what was left has come out; gives out what it holds beside. */
    void flushed(Outlet out) {}

    /** How many bytes it holds beside. */
    int beside() {
        return 0;
    }

    /** Gives back what it holds beside. */
    void forget() {}

    @Override
    public final int held() {
        return (held == null ? 0 : held.readableBytes()) + beside();
    }

    @Override
    public final void take(ByteBuf bytes, Outlet out) throws FrameTooLargeException {
        outlet = out;
        if (released) {
            bytes.release();
            return;
        }
        ByteBuf before = held;
        held = null;
        if (before == null) {
            own = false;
            work(bytes, out);
        } else {
            work(join(before, bytes), out);
        }
    }

    /** What is held may have got another meaning: looks at it again. */
    final void again() throws FrameTooLargeException {
        ByteBuf in = held;
        Outlet out = outlet;
        if (in != null && out != null) {
            held = null;
            work(in, out);
        }
    }

    private void work(ByteBuf in, Outlet out) throws FrameTooLargeException {
        try {
            scan(in, out);
        } finally {
            if (released || !in.isReadable()) {
                in.release();
            } else {
                held = in;
            }
        }
    }

    /** Puts a buffer behind another; takes both over. Pieces that were cut from the first stay as they are. */
    private ByteBuf join(ByteBuf first, ByteBuf second) {
        try {
            int more = second.readableBytes();
            if (own && first.refCnt() == 1) {
                // Nothing that was cut from it is under way.
                first.discardSomeReadBytes();
                return first.writeBytes(second);
            }
            if (own && first.maxFastWritableBytes() >= more) {
                return first.writeBytes(second);
            }
            ByteBufAllocator alloc = second.alloc();
            int size = first.readableBytes() + more;
            ByteBuf joined = alloc.buffer(alloc.calculateNewCapacity(size, Integer.MAX_VALUE));
            own = true;
            joined.writeBytes(first).writeBytes(second);
            first.release();
            return joined;
        } finally {
            second.release();
        }
    }

    @Override
    public final void end(Outlet out) {
        flush(out);
        out.end();
    }

    /** No more comes: what is left comes out as it is. */
    final void flush(Outlet out) {
        ByteBuf in = held;
        held = null;
        if (in != null) {
            last(in, out);
            if (in.isReadable()) {
                out.take(Piece.stretch(in));
            } else {
                in.release();
            }
        }
        flushed(out);
    }

    @Override
    public final void release() {
        if (!released) {
            released = true;
            if (held != null) {
                held.release();
                held = null;
            }
            forget();
        }
    }
}
