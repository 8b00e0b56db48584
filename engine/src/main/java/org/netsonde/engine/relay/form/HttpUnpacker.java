package org.netsonde.engine.relay.form;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.message.FrameTooLargeException;
import org.netsonde.engine.relay.link.Outlet;
import org.netsonde.engine.relay.link.Piece;

/**
 * Finds requests or replies. What is none, and all behind it, passes as it is, so that nothing is broken that could have
 * worked.
 */
abstract class HttpUnpacker extends Gathering {

    /** How long a head may be before it is taken for something else. */
    static final int LONGEST_HEAD = 64 << 10;

    private static final int LONGEST_METHOD = 32;
    /** What a token may hold beside letters and digits (RFC 9110, section 5.6.2). */
    private static final String MARKS = "!#$%&'*+-.^_`|~";

    private static final byte[] VERSION = {'H', 'T', 'T', 'P', '/', '1', '.'};

    private enum State {
        HEAD,
        /** The body of a message that is waited for. */
        BODY,
        /** The body of a message whose head has passed. */
        REST,
        /** Whether HTTP goes on is not known until the reply comes. */
        ASKED,
        /** Something else than HTTP. */
        OTHER
    }

    private final HttpForm form;
    private final boolean requests;
    private State state = State.HEAD;
    private int looked;
    /** Whether the start line of the head under way has been looked at. */
    private boolean started;

    private int headLength;
    private int seen;
    private @Nullable HttpHead head;
    private HttpBody body = new HttpBody.Fixed(0);
    private long number;
    private @Nullable Gathering other;

    HttpUnpacker(HttpForm form, boolean requests) {
        this.form = form;
        this.requests = requests;
    }

    /** What the body of a message is like; null if what follows is not HTTP any more. */
    abstract @Nullable HttpBody begin(HttpHead head);

    /** The number of the request that the message is about that has begun. */
    abstract long request();

    /** Whether a message is a reply to a request that wanted the head alone. */
    abstract boolean isBodiless();

    /** Whether it is open, once the message has passed, if HTTP follows. */
    boolean asks(HttpHead head) {
        return false;
    }

    /** Whether messages cannot be told apart any more. */
    boolean isLost() {
        return form.exchanges().isLost();
    }

    /** The head of a message has been understood, and, if nothing else belongs to it, the message has come out. */
    void begun(HttpHead head) throws FrameTooLargeException {}

    /** How many messages have begun. */
    final long number() {
        return number;
    }

    /** Whether no HTTP comes any more. */
    final boolean isOther() {
        return state == State.OTHER;
    }

    /** What comes from now on is for somebody else, or, null, nothing that is known. */
    final void become(@Nullable Gathering next) {
        state = State.OTHER;
        other = next;
    }

    /** The reply to what that message asked: it comes to nothing. */
    final void declined(long message) throws FrameTooLargeException {
        if (state == State.ASKED && message == number) {
            state = State.HEAD;
            again();
        }
    }

    /** The reply to what was asked: something else follows. */
    final void agreed(@Nullable Gathering next) throws FrameTooLargeException {
        become(next);
        again();
    }

    @Override
    final void scan(ByteBuf in, Outlet out) throws FrameTooLargeException {
        boolean more = true;
        while (more && in.isReadable()) {
            if (state == State.HEAD && isLost()) {
                become(null);
            }
            more = switch (state) {
                case HEAD -> head(in, out);
                case BODY -> body(in, out);
                case REST -> rest(in, out);
                case ASKED -> asked(in);
                case OTHER -> other(in, out);
            };
        }
    }

    private boolean head(ByteBuf in, Outlet out) throws FrameTooLargeException {
        int start = in.readerIndex();
        int blank = blank(in);
        if (blank > 0) {
            out.take(Piece.stretch(in.readRetainedSlice(blank)));
            return true;
        }
        int end = HttpHead.end(in, start + looked, in.writerIndex());
        int length = end < 0 ? in.readableBytes() : end - start;
        if (length > LONGEST_HEAD || !mayBegin(in) || !starts(in)) {
            become(null);
            return true;
        }
        if (end < 0) {
            // Where a line break that ends it could still begin.
            looked = Math.max(0, length - 3);
            return false;
        }
        looked = 0;
        started = false;
        HttpHead parsed = HttpHead.parse(in, start, length, requests);
        if (parsed == null || isUnclear(parsed)) {
            become(null);
            return true;
        }
        number++;
        headLength = length;
        seen = length;
        HttpBody follows = begin(parsed);
        head = parsed;
        body = follows == null ? new HttpBody.Fixed(0) : follows;
        boolean waits = parsed.has("expect", "100-continue") || parsed.isStream();
        if (body.isDone()) {
            whole(in, out);
            if (follows == null) {
                state = State.OTHER;
            }
        } else if (waits || (!parsed.isCoded() && parsed.length().orElse(0) > form.most() - length)) {
            headAlone(in, out);
        } else {
            state = State.BODY;
        }
        begun(parsed);
        return true;
    }

    /** Whether it cannot be told where the body ends; that of a reply ends with the stream then. */
    private boolean isUnclear(HttpHead parsed) {
        return parsed.isCoded() ? requests && !parsed.isChunked() : parsed.isUnclear();
    }

    /** Whether the start line is one, once all of it is there: what is something else does not wait for an empty line. */
    private boolean starts(ByteBuf in) {
        int start = in.readerIndex();
        int feed = started ? -1 : in.indexOf(start + looked, in.writerIndex(), (byte) '\n');
        started |= feed >= 0;
        return feed < 0 || HttpHead.isStart(in, start, feed - start, requests);
    }

    /** How many line breaks stand before a message; some senders put them behind their bodies. */
    private static int blank(ByteBuf in) {
        int length = 0;
        while (length < in.readableBytes() && isBreak(in.getByte(in.readerIndex() + length))) {
            length++;
        }
        return length;
    }

    private static boolean isBreak(byte value) {
        return value == '\r' || value == '\n';
    }

    /** Whether a start line could begin like that. */
    private boolean mayBegin(ByteBuf in) {
        int start = in.readerIndex();
        int length = in.readableBytes();
        if (!requests) {
            for (int i = 0; i < Math.min(length, VERSION.length); i++) {
                if (in.getByte(start + i) != VERSION[i]) {
                    return false;
                }
            }
            return true;
        }
        int at = 0;
        while (at < length && isOfMethod(in.getByte(start + at))) {
            at++;
        }
        return at <= LONGEST_METHOD && (at == length || (at > 0 && in.getByte(start + at) == ' '));
    }

    /** Any character of a token (RFC 9110, section 9.1). */
    private static boolean isOfMethod(byte value) {
        return (value >= 'A' && value <= 'Z')
                || (value >= 'a' && value <= 'z')
                || (value >= '0' && value <= '9')
                || MARKS.indexOf(value) >= 0;
    }

    private boolean body(ByteBuf in, Outlet out) {
        int start = in.readerIndex();
        seen = body.advance(in, start + seen) - start;
        if (body.isBroken()) {
            become(null);
            return true;
        }
        if (body.isDone()) {
            whole(in, out);
            return true;
        }
        if (in.readableBytes() > form.most()) {
            int more = seen - headLength;
            headAlone(in, out);
            stretch(in.readRetainedSlice(more), out);
            return true;
        }
        return false;
    }

    /** A message with all of its body leaves. */
    private void whole(ByteBuf in, Outlet out) {
        HttpHead parsed = told();
        state = asks(parsed) ? State.ASKED : State.HEAD;
        ByteBuf wire = in.readRetainedSlice(seen);
        ByteBuf payload;
        if (body instanceof HttpBody.Chunked) {
            payload = wire.alloc().buffer(seen);
            payload.writeBytes(wire, wire.readerIndex(), headLength);
            HttpBody.joinChunks(wire, wire.readerIndex() + headLength, wire.writerIndex(), payload);
        } else {
            payload = wire.retainedSlice();
        }
        out.take(form.piece(payload, wire, new HttpPart(number, request(), parsed, true, true, isBodiless())));
    }

    /** The head leaves, and the body behind it as it comes. */
    private void headAlone(ByteBuf in, Outlet out) {
        state = State.REST;
        ByteBuf wire = in.readRetainedSlice(headLength);
        out.take(form.piece(wire.retainedSlice(), wire, new HttpPart(number, request(), told(), false, false, false)));
    }

    private boolean rest(ByteBuf in, Outlet out) {
        int start = in.readerIndex();
        int length = body.advance(in, start) - start;
        if (body.isBroken()) {
            // All that is there, since nobody knows any more what is body.
            become(null);
            return true;
        }
        if (body.isDone()) {
            state = asks(told()) ? State.ASKED : State.HEAD;
        }
        if (length > 0) {
            stretch(in.readRetainedSlice(length), out);
        }
        return length > 0;
    }

    private void stretch(ByteBuf bytes, Outlet out) {
        out.take(Piece.stretch(bytes, new HttpPart(number, request(), null, false, body.isDone(), false)));
    }

    private HttpHead told() {
        if (head == null) {
            throw new IllegalStateException("no message has begun");
        }
        return head;
    }

    private boolean asked(ByteBuf in) {
        if (in.readableBytes() > LONGEST_HEAD) {
            become(null);
            return true;
        }
        return false;
    }

    private boolean other(ByteBuf in, Outlet out) throws FrameTooLargeException {
        ByteBuf all = in.readRetainedSlice(in.readableBytes());
        if (other == null) {
            out.take(Piece.stretch(all));
        } else {
            other.take(all, out);
        }
        return false;
    }

    @Override
    final void last(ByteBuf in, Outlet out) {
        if (state == State.BODY && body instanceof HttpBody.UntilEnd) {
            body.finish();
            whole(in, out);
        }
    }

    @Override
    final void flushed(Outlet out) {
        if (other != null) {
            other.flush(out);
        }
    }

    @Override
    final int beside() {
        return other == null ? 0 : other.held();
    }

    @Override
    final void forget() {
        if (other != null) {
            other.release();
        }
    }
}
