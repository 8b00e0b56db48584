package org.netsonde.engine.relay.form;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.message.FrameTooLargeException;
import org.netsonde.engine.relay.link.Heading;
import org.netsonde.engine.relay.link.Piece;

/**
 * Requests and replies of HTTP/1.1 (RFC 9112). The payload of a message is its head and its body, the body without transfer
 * coding but with its content coding. One that is changed leaves with a fitting {@code Content-Length} and without transfer
 * coding; one of which there is only the head keeps what tells the length of the body that follows.
 */
class HttpForm implements MessageForm {

    private static final int INTERIM = 200;
    private static final int SWITCHED = 101;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final int most;
    private final HttpExchanges exchanges = new HttpExchanges();
    private final Requests requests = new Requests();
    private final Replies replies = new Replies();
    /** The numbers of the latest requests and replies whose heads have left. */
    private long requestLeft;

    private long replyLeft;
    /** The latest request to which a reply has come. */
    private long decided;

    /**
     * Nothing has been said yet.
     *
     * @param most how many bytes of a message are waited for before the rest of it passes in stretches
     */
    HttpForm(int most) {
        this.most = most;
    }

    /** How many bytes of a message are waited for. */
    final int most() {
        return most;
    }

    final HttpExchanges exchanges() {
        return exchanges;
    }

    /** A piece of a request or reply. */
    Piece piece(ByteBuf payload, ByteBuf wire, HttpPart part) {
        return Piece.message(payload, wire, part);
    }

    /** What finds messages behind a switch of protocols; null if nothing is known of the other one. */
    @Nullable
    Gathering switched(Heading heading, HttpHead request) {
        return null;
    }

    @Override
    public Unpacker unpacker(Heading heading) {
        return heading == Heading.TO_SERVER ? requests : replies;
    }

    @Override
    public ByteBuf pack(Heading heading, Piece piece, ByteBufAllocator alloc) {
        HttpPart part = piece.form() instanceof HttpPart known ? known : null;
        if (part != null && part.head() == null && part.number() != left(heading)) {
            // Its head has not been passed on.
            piece.release();
            return Unpooled.EMPTY_BUFFER;
        }
        HttpHead head = part == null ? null : part.head();
        ByteBuf bytes = Unchanged.bytes(piece);
        if (bytes == null) {
            HttpHead changed = headOf(piece.payload(), heading);
            // What leaves once more has no body behind it.
            boolean follows = part != null && !part.complete() && part.number() != left(heading);
            bytes = changed == null
                    ? piece.payload().retain()
                    : changed(piece.payload(), changed, part, follows, alloc);
            head = changed == null ? head : changed;
            piece.release();
        }
        note(heading, part, head);
        return bytes;
    }

    private long left(Heading heading) {
        return heading == Heading.TO_SERVER ? requestLeft : replyLeft;
    }

    private static @Nullable HttpHead headOf(ByteBuf payload, Heading heading) {
        int length = headLength(payload);
        return length > HttpUnpacker.LONGEST_HEAD
                ? null
                : HttpHead.parse(payload, payload.readerIndex(), length, heading == Heading.TO_SERVER);
    }

    /** All of it is head if no empty line follows. */
    private static int headLength(ByteBuf payload) {
        int end = HttpHead.end(payload, payload.readerIndex(), payload.writerIndex());
        return end < 0 ? payload.readableBytes() : end - payload.readerIndex();
    }

    /** A message that was changed, so that its end is found. */
    private static ByteBuf changed(
            ByteBuf payload, HttpHead head, @Nullable HttpPart part, boolean follows, ByteBufAllocator alloc) {
        int body = payload.readableBytes() - headLength(payload);
        HttpHead fitting = head;
        if (follows && part != null && part.head() != null) {
            // Its body follows as it came.
            body = 0;
            fitting = head.withLengthOf(part.head());
        } else if (head.isReply()) {
            boolean bodiless = part != null && part.bodiless();
            fitting = bodiless || isBodiless(head.status()) ? head : head.withLength(body);
        } else if (body > 0 || head.isCoded() || !head.values("content-length").isEmpty()) {
            fitting = head.withLength(body);
        }
        String text = fitting.text();
        ByteBuf out = alloc.buffer(text.length() + body);
        out.writeCharSequence(text, StandardCharsets.ISO_8859_1);
        return out.writeBytes(payload, payload.readerIndex() + headLength(payload), body);
    }

    private static boolean isBodiless(int status) {
        return status < INTERIM || status == NO_CONTENT || status == NOT_MODIFIED;
    }

    /** Keeps in mind what has left. */
    private void note(Heading heading, @Nullable HttpPart part, @Nullable HttpHead head) {
        if (heading == Heading.TO_SERVER) {
            if (head != null) {
                requestLeft = part == null ? 0 : part.number();
                exchanges.sent(requestLeft, head);
            }
        } else if (part != null) {
            if (head != null) {
                replyLeft = part.number();
            }
            boolean interim = head != null && isInterim(head.status());
            if (part.last() && !interim) {
                exchanges.answered(part.request());
            }
        }
    }

    private static boolean isInterim(int status) {
        return status < INTERIM && status != SWITCHED;
    }

    @Override
    public @Nullable ByteBuf refusal(Piece message, long waitNanos, ByteBufAllocator alloc) {
        if (!(message.form() instanceof HttpPart part)
                || part.head() == null
                || part.head().isReply()
                || !exchanges.isTurnOf(part.number())) {
            return null;
        }
        exchanges.answered(part.number());
        try {
            requests.declined(part.number());
        } catch (FrameTooLargeException e) {
            throw new IllegalStateException("HTTP has no such bound", e);
        }
        HttpHead request = part.head();
        return tooMany(waitNanos, request.keepsAlive(), request.method().equals("HEAD"), alloc);
    }

    private static ByteBuf tooMany(long waitNanos, boolean keepsAlive, boolean headAlone, ByteBufAllocator alloc) {
        long seconds = Math.max(1, TimeUnit.NANOSECONDS.toSeconds(waitNanos + TimeUnit.SECONDS.toNanos(1) - 1));
        return reply(
                "429 Too Many Requests",
                "Retry-After: " + seconds + "\r\n" + (keepsAlive ? "" : "Connection: close\r\n"),
                "Too many requests. Try again later.\n",
                headAlone,
                alloc);
    }

    @Override
    public ByteBuf rejected(long waitNanos, ByteBufAllocator alloc) {
        return tooMany(waitNanos, false, false, alloc);
    }

    @Override
    public boolean isAwaited(Piece message) {
        return message.form() instanceof HttpPart part && part.head() != null;
    }

    @Override
    public ByteBuf unavailable(ByteBufAllocator alloc) {
        return reply("503 Service Unavailable", "Connection: close\r\n", "No server can be reached.\n", false, alloc);
    }

    private static ByteBuf reply(String status, String fields, String body, boolean headAlone, ByteBufAllocator alloc) {
        String head = "HTTP/1.1 " + status + "\r\n" + fields + "Content-Type: text/plain; charset=utf-8\r\n"
                + "Content-Length: " + body.length() + "\r\n\r\n";
        return ByteBufUtil.writeAscii(alloc, headAlone ? head : head + body);
    }

    private final class Requests extends HttpUnpacker {
        Requests() {
            super(HttpForm.this, true);
        }

        @Override
        HttpBody begin(HttpHead head) {
            if (head.isChunked()) {
                return new HttpBody.Chunked();
            }
            return new HttpBody.Fixed(head.length().orElse(0));
        }

        @Override
        long request() {
            return number();
        }

        @Override
        boolean isBodiless() {
            return false;
        }

        @Override
        boolean asks(HttpHead head) {
            // An early reply may have come before the end of the body.
            return decided < number() && HttpExchanges.asksForMore(head);
        }
    }

    private final class Replies extends HttpUnpacker {
        private HttpExchanges.@Nullable Sent sent;

        Replies() {
            super(HttpForm.this, false);
        }

        @Override
        boolean isLost() {
            // What the server was sent is not known, and so not what it answers.
            return super.isLost() || (requests.isOther() && exchanges.next() == null);
        }

        @Override
        @Nullable
        HttpBody begin(HttpHead head) {
            sent = exchanges.next();
            int status = head.status();
            if (isInterim(status)) {
                return new HttpBody.Fixed(0);
            }
            exchanges.replied();
            if (switches(head)) {
                return null;
            }
            if (isBodiless() || HttpForm.isBodiless(status)) {
                return new HttpBody.Fixed(0);
            }
            if (head.isChunked()) {
                return new HttpBody.Chunked();
            }
            return head.isCoded() || head.length().isEmpty()
                    ? new HttpBody.UntilEnd()
                    : new HttpBody.Fixed(head.length().getAsLong());
        }

        private boolean switches(HttpHead head) {
            return head.status() == SWITCHED || (isFor("CONNECT") && head.status() / 100 == 2);
        }

        private boolean isFor(String method) {
            return sent != null && sent.head().method().equals(method);
        }

        @Override
        void begun(HttpHead head) throws FrameTooLargeException {
            if (switches(head)) {
                boolean upgrade = sent != null && head.status() == SWITCHED;
                become(upgrade && sent != null ? switched(Heading.TO_CLIENT, sent.head()) : null);
                requests.agreed(upgrade && sent != null ? switched(Heading.TO_SERVER, sent.head()) : null);
            } else if (sent != null && !isInterim(head.status())) {
                decided = Math.max(decided, sent.number());
                requests.declined(sent.number());
            }
        }

        @Override
        long request() {
            return sent == null ? 0 : sent.number();
        }

        @Override
        boolean isBodiless() {
            return isFor("HEAD");
        }
    }
}
