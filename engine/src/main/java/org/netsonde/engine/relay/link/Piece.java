package org.netsonde.engine.relay.link;

import io.netty.buffer.ByteBuf;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * What is under way through a relay: a stretch of a byte stream, or a whole message or datagram. Whoever is given one has
 * to pass it on or to {@link #release} it. Confined to the event loop of its conversation.
 */
public final class Piece {

    private static final int LEAST_COST = 64;

    private final ByteBuf payload;
    private final @Nullable ByteBuf wire;
    private final boolean message;
    private final @Nullable Object form;

    private Piece(ByteBuf payload, @Nullable ByteBuf wire, boolean message, @Nullable Object form) {
        this.payload = payload;
        this.wire = wire;
        this.message = message;
        this.form = form;
    }

    /** Some bytes of a stream; takes them over. */
    public static Piece stretch(ByteBuf bytes) {
        return new Piece(bytes, null, false, null);
    }

    /**
     * Some bytes of a stream; takes them over.
     *
     * @param form what the {@link org.netsonde.engine.relay.form.MessageForm} knows of them
     */
    public static Piece stretch(ByteBuf bytes, Object form) {
        return new Piece(bytes, null, false, form);
    }

    /** A datagram; takes it over. */
    public static Piece datagram(ByteBuf bytes) {
        return new Piece(bytes, null, true, null);
    }

    /**
     * A message of a stream; takes the buffers over.
     *
     * @param payload what it says
     * @param wire how it came, with what surrounds it; it leaves in the same way unless it is changed. Null for one that did
     *     not come
     * @param form what else the {@link org.netsonde.engine.relay.form.MessageForm} needs to write it; null for nothing
     */
    public static Piece message(ByteBuf payload, @Nullable ByteBuf wire, @Nullable Object form) {
        return new Piece(payload, wire, true, form);
    }

    /** What it says; its indexes stay where they are. */
    public ByteBuf payload() {
        return payload;
    }

    /** How it came; null if it did not come so. */
    public @Nullable ByteBuf wire() {
        return wire;
    }

    /** Whether it is a whole message or datagram. */
    public boolean isMessage() {
        return message;
    }

    /** What its form needs to write it; null for nothing. */
    public @Nullable Object form() {
        return form;
    }

    /** How many bytes it takes on the wire, as far as is known. */
    public int size() {
        return wire == null ? payload.readableBytes() : wire.readableBytes();
    }

    /** What it counts for while it is held, in bytes: not less than its memory, of which an empty one takes some too. */
    public int cost() {
        return Math.max(LEAST_COST, Math.max(size(), payload.readableBytes()));
    }

    /** The same kind of piece with other contents, which it takes over; this one is released. */
    public Piece with(ByteBuf other) {
        Piece changed = new Piece(other, null, message, form);
        release();
        return changed;
    }

    /**
     * A part of a stretch, which shares its memory and belongs to what it belongs to.
     *
     * @param from where it begins, behind the beginning of this one
     */
    public Piece part(int from, int length) {
        return new Piece(payload.retainedSlice(payload.readerIndex() + from, length), null, false, form);
    }

    /** Another one of the same contents, which shares its memory: whoever changes a piece makes another {@link #with}. */
    public Piece again() {
        return new Piece(payload.retainedDuplicate(), wire == null ? null : wire.retainedDuplicate(), message, form);
    }

    /** Gives its memory back. */
    public void release() {
        payload.release();
        ReferenceCountUtil.release(wire);
    }
}
