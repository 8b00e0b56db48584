package org.netsonde.engine.protocol.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.http.server.Pages;
import org.netsonde.engine.http.server.ReplyBody;
import org.netsonde.engine.http.server.ServerReply;
import org.netsonde.engine.http.server.ServerRequest;

/**
 * Parts of a body (RFC 9110, section 14). One range is answered as such; of several the whole is sent, as a server may do.
 *
 * @param first the first byte
 * @param length how many
 */
record ByteRanges(long first, long length) {

    private static final Pattern ONE = Pattern.compile("(?i)bytes=\\s*([0-9]{0,18})-([0-9]{0,18})\\s*");

    /** A body of which any part can be made. */
    @FunctionalInterface
    interface Content {
        /** A source of the part. */
        ReplyBody.Source part(long first, long length);
    }

    /**
     * The reply with all of a body, or with the part of it that is asked for.
     *
     * @param length how long the whole is, in bytes
     * @param etag the name of this state of it
     */
    static ServerReply reply(ServerRequest request, String contentType, long length, String etag, Content content) {
        String asked = request.headers().get("Range", "");
        String ifRange = request.headers().get("If-Range", "");
        Matcher one = ONE.matcher(asked);
        // Ranges are of GET only, and one that ends before it begins is none (sections 14.2 and 14.1.1).
        boolean partly = request.method().equals("GET")
                && one.matches()
                && isRange(one.group(1), one.group(2))
                && (ifRange.isEmpty() || ifRange.equals(etag));
        ByteRanges range = partly ? of(one.group(1), one.group(2), length) : new ByteRanges(0, length);
        if (range.length <= 0 && partly) {
            return Pages.problem(416, Phrase.of("httpReply.range", length).toString())
                    .with("Content-Range", "bytes */" + length)
                    .with("Accept-Ranges", "bytes");
        }
        ServerReply reply = new ServerReply(
                        partly ? 206 : 200,
                        ServerReply.empty(200).headers(),
                        new ReplyBody.Made(range.length, () -> content.part(range.first, range.length)),
                        java.time.Duration.ZERO,
                        false)
                .with("Content-Type", contentType)
                .with("Accept-Ranges", "bytes")
                .with("ETag", etag);
        return partly
                ? reply.with(
                        "Content-Range", "bytes " + range.first + "-" + (range.first + range.length - 1) + "/" + length)
                : reply;
    }

    private static boolean isRange(String from, String to) {
        return from.isEmpty() ? !to.isEmpty() : to.isEmpty() || Long.parseLong(from) <= Long.parseLong(to);
    }

    private static ByteRanges of(String from, String to, long length) {
        if (from.isEmpty()) {
            long count = Math.min(length, Long.parseLong(to));
            return new ByteRanges(length - count, count);
        }
        long first = Long.parseLong(from);
        long last = to.isEmpty() ? length - 1 : Math.min(length - 1, Long.parseLong(to));
        return new ByteRanges(first, first >= length ? 0 : last - first + 1);
    }
}
