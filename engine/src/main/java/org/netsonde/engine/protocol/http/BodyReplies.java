package org.netsonde.engine.protocol.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.netsonde.engine.http.server.ReplyBody;
import org.netsonde.engine.http.server.ServerReply;
import org.netsonde.engine.http.server.ServerRequest;

/** Bodies of any length, in any way. */
final class BodyReplies {

    private static final String BINARY = "application/octet-stream";
    private static final long MOST_BYTES = 1L << 30;
    private static final int MOST_LINES = 1000;
    private static final int MOST_DRIPS = 10 << 20;
    private static final int LONGEST = 10;
    private static final int BLOCK = 32 << 10;

    private BodyReplies() {}

    /** Random bytes; with a seed always the same, so that a part of them can be asked for. */
    static ServerReply bytes(ServerRequest request, Map<String, String> values) {
        long count = WrongValueException.number(values, "count", 0, MOST_BYTES);
        long seed = WrongValueException.number(request, "seed", 0, Integer.MAX_VALUE, -1);
        if (seed >= 0) {
            return ByteRanges.reply(
                    request,
                    BINARY,
                    count,
                    "\"bytes-" + seed + "-" + count + "\"",
                    (first, length) -> MadeBodies.random(seed, first, length));
        }
        return made(BINARY, count, random(count));
    }

    private static ReplyBody.Source random(long count) {
        return MadeBodies.random(ThreadLocalRandom.current().nextInt(), 0, count);
    }

    private static ServerReply made(String contentType, long length, ReplyBody.Source source) {
        return new ServerReply(
                        200,
                        ServerReply.empty(200).headers(),
                        new ReplyBody.Made(length, () -> source),
                        Duration.ZERO,
                        false)
                .with("Content-Type", contentType);
    }

    /** The alphabet over and over, and parts of it. */
    static ServerReply range(ServerRequest request, Map<String, String> values) {
        long count = WrongValueException.number(values, "count", 0, MOST_BYTES);
        return ByteRanges.reply(
                request,
                BINARY,
                count,
                "\"range" + count + "\"",
                (first, length) -> MadeBodies.part(first, length, BLOCK, MadeBodies::letters));
    }

    /** So many lines of JSON. */
    static ServerReply stream(ServerRequest request, Map<String, String> values) {
        int count = (int) WrongValueException.number(values, "count", 0, MOST_LINES);
        return made(
                "application/json",
                -1,
                MadeBodies.part(
                        0, count, 1, (at, one) -> EchoReply.line(request, at).getBytes(StandardCharsets.UTF_8)));
    }

    /** Random bytes in chunks. */
    static ServerReply streamBytes(ServerRequest request, Map<String, String> values) {
        long count = WrongValueException.number(values, "count", 0, MOST_BYTES);
        int chunk = (int) WrongValueException.number(request, "chunk_size", 1, BLOCK, BLOCK);
        long seed = WrongValueException.number(
                request,
                "seed",
                0,
                Integer.MAX_VALUE,
                ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE));
        return made(BINARY, -1, MadeBodies.random(seed, 0, count, chunk));
    }

    /** Bytes that come one after the other. */
    static ServerReply drip(ServerRequest request) {
        long duration = WrongValueException.seconds(
                WrongValueException.parameter(request, "duration", "2"), "duration", LONGEST);
        int count = (int) WrongValueException.number(request, "numbytes", 1, MOST_DRIPS, 10);
        int code = (int) WrongValueException.number(request, "code", 200, 599, 200);
        long delay =
                WrongValueException.seconds(WrongValueException.parameter(request, "delay", "0"), "delay", LONGEST);
        ServerReply reply = made(BINARY, count, MadeBodies.drip(count, duration));
        return new ServerReply(code, reply.headers(), reply.body(), Duration.ofNanos(delay), false);
    }

    /** What was sent, compressed. */
    static ServerReply gzip(ServerRequest request) {
        return compressed(request, "gzipped", "gzip", out -> {
            try {
                return new GZIPOutputStream(out);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** As before; deflate is zlib (RFC 9110, section 8.4.1.2). */
    static ServerReply deflate(ServerRequest request) {
        return compressed(request, "deflated", "deflate", DeflaterOutputStream::new);
    }

    private static ServerReply compressed(
            ServerRequest request, String word, String coding, Function<OutputStream, OutputStream> compressor) {
        ServerReply plain = EchoReply.json(200, node -> {
            node.put(word, true);
            node.set("headers", EchoReply.headers(request));
            node.put("method", request.method());
            node.put("origin", EchoReply.origin(request));
        });
        byte[] text = plain.body() instanceof ReplyBody.Bytes whole ? whole.bytes() : new byte[0];
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = compressor.apply(packed)) {
            out.write(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return ServerReply.bytes(200, "application/json", packed.toByteArray()).with("Content-Encoding", coding);
    }
}
