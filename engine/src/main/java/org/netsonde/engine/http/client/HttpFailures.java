package org.netsonde.engine.http.client;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameStreamException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Failures;
import org.netsonde.engine.message.Escapes;

/** What is wrong with what a server of HTTP sends. Stateless. */
final class HttpFailures {

    private static final int MOST_SHOWN = 100;

    private HttpFailures() {}

    /** The failure of an exception of a stage. */
    static Failure of(Throwable cause, Origin origin) {
        if (cause instanceof FailureException known) {
            return known.failure();
        } else if (cause instanceof Http2FrameStreamException stream) {
            return http2(stream.getCause() == null ? stream : stream.getCause(), origin);
        } else if (cause instanceof Http2Exception) {
            return http2(cause, origin);
        } else if (cause instanceof PrematureChannelClosureException) {
            return cutShort(origin);
        }
        Failure known = Failures.of(cause, origin.where());
        boolean ofDecoder = cause instanceof DecoderException || cause instanceof IllegalArgumentException;
        return known.kind() == Failure.Kind.INTERNAL && ofDecoder ? malformed(cause, origin) : known;
    }

    private static Failure http2(Throwable cause, Origin origin) {
        if (cause instanceof Http2Exception.HeaderListSizeException) {
            return Failure.of(Failure.Kind.FRAME_TOO_LARGE, "httpHeadTooLarge", origin.where());
        }
        return Failure.of(Failure.Kind.MALFORMED_MESSAGE, "http2Violation", origin.where(), shown(message(cause)));
    }

    /** What a decoder of HTTP/1.1 could not read. */
    static Failure malformed(Throwable cause, Origin origin) {
        if (cause instanceof FailureException known) {
            return known.failure();
        } else if (cause instanceof PrematureChannelClosureException) {
            return cutShort(origin);
        } else if (cause instanceof TooLongFrameException) {
            return Failure.of(Failure.Kind.FRAME_TOO_LARGE, "httpHeadTooLarge", origin.where());
        }
        return Failure.of(Failure.Kind.MALFORMED_MESSAGE, "httpMalformed", origin.where(), shown(message(cause)));
    }

    /** The connection ended in the middle of a reply. */
    static Failure cutShort(Origin origin) {
        return Failure.of(Failure.Kind.PEER_ERROR, "httpCutShort", origin.where());
    }

    /** The connection ended where a reply was waited for. */
    static Failure noReply(Origin origin) {
        return Failure.of(Failure.Kind.PEER_ERROR, "httpNoReply", origin.where());
    }

    /** A body is longer than allowed. */
    static Failure bodyTooLarge(Origin origin, String length, long limit) {
        return Failure.of(Failure.Kind.FRAME_TOO_LARGE, "httpBodyTooLarge", origin.where(), length, limit);
    }

    /** All requests and replies that are under way take too much together. */
    static Failure memory() {
        return Failure.of(Failure.Kind.SLOW_READER, "httpMemory");
    }

    /** What a peer wrote, fit to stand in a sentence. */
    static String shown(String text) {
        String head = text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
        return Escapes.encode(head.getBytes(StandardCharsets.UTF_8)).replace("\\\\", "\\");
    }

    private static String message(@Nullable Throwable cause) {
        String text = cause == null ? null : cause.getMessage();
        if (text == null || text.isBlank()) {
            return cause == null ? "?" : cause.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        }
        return text;
    }
}
