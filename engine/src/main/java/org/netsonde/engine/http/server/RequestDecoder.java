package org.netsonde.engine.http.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderValidationUtil;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;

/**
 * Reads requests of HTTP/1.1 (RFC 9112), and to the letter: lines end in CRLF, fields are not folded, lengths are plain
 * numbers. Netty's decoder is kinder than that, and what two readers on one way understand differently is how requests are
 * smuggled. Gives {@link HttpRequest}, {@code HttpContent} and {@link LastHttpContent}; or {@link Refused}, and then nothing
 * any more. Trailers are read and passed over.
 */
final class RequestDecoder extends ByteToMessageDecoder {

    /** How many fields a head may have. */
    static final int MOST_FIELDS = 200;

    /** How long a line with the size of a chunk may be. */
    private static final int MOST_CHUNK_LINE = 1024;

    /** More digits than any size that is taken. */
    private static final int MOST_CHUNK_DIGITS = 15;

    private static final int MOST_SHOWN = 40;
    private static final byte TLS_HANDSHAKE = 0x16;

    private static final Pattern VERSION = Pattern.compile("HTTP/[0-9]\\.[0-9]");

    private enum State {
        LINE,
        FIELDS,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILERS,
        BROKEN
    }

    private final LongSupplier maxHead;
    private State state = State.LINE;
    private @Nullable HttpRequest head;
    private long left;
    private int looked;
    private long headBytes;
    private int fields;
    private @Nullable Refusal refusal;

    /**
     * A decoder of one connection.
     *
     * @param maxHead how long a head may be, in bytes
     */
    RequestDecoder(LongSupplier maxHead) {
        this.maxHead = maxHead;
    }

    /** Whether a head has begun and not ended. */
    boolean isInHead() {
        return state == State.FIELDS || (state == State.LINE && actualReadableBytes() > 0);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        switch (state) {
            case LINE -> readLine(in);
            case FIELDS -> readField(in, out);
            case BODY, CHUNK -> readBody(in, out);
            case CHUNK_SIZE -> readChunkSize(in);
            case CHUNK_END -> readChunkEnd(in);
            case TRAILERS -> readTrailer(in, out);
            case BROKEN -> in.skipBytes(in.readableBytes());
        }
        Refusal why = refusal;
        if (why != null && state != State.BROKEN) {
            state = State.BROKEN;
            in.skipBytes(in.readableBytes());
            out.add(new Refused(why, head));
            head = null;
        }
    }

    @Override
    protected void decodeLast(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        super.decodeLast(ctx, in, out);
        boolean begun = state == State.LINE ? in.isReadable() : state != State.BROKEN;
        if (begun) {
            state = State.BROKEN;
            out.add(new Refused(Refusal.bad(Phrase.of("httpRefusal.cut")), head));
            head = null;
        }
    }

    private void refuse(int status, String key, Object... args) {
        refusal = new Refusal(status, Phrase.of("httpRefusal." + key, args));
    }

    /**
     * The next line without its end.
     *
     * @param most how long it may be
     * @return null where it has not come whole, or is refused
     */
    private @Nullable String line(ByteBuf in, long most, int status, String tooLong) {
        int start = in.readerIndex();
        int end = in.indexOf(start + looked, in.writerIndex(), (byte) '\n');
        if (end < 0) {
            looked = in.readableBytes();
            if (looked > most) {
                refuse(status, tooLong, most);
            }
            return null;
        }
        looked = 0;
        int length = end - start;
        if (length - 1 > most) {
            refuse(status, tooLong, most);
            return null;
        } else if (length == 0 || in.getByte(end - 1) != '\r') {
            refuse(400, "bareLf");
            return null;
        }
        String line = in.toString(start, length - 1, StandardCharsets.ISO_8859_1);
        in.readerIndex(end + 1);
        if (line.indexOf('\r') >= 0) {
            refuse(400, "bareCr");
            return null;
        } else if (line.indexOf('\0') >= 0) {
            refuse(400, "nul");
            return null;
        }
        return line;
    }

    /** The next line of a head, all of which together are bounded. */
    private @Nullable String headLine(ByteBuf in, int status, String tooLong) {
        long most = maxHead.getAsLong() - headBytes;
        String line = line(in, most, status, tooLong);
        if (refusal != null && refusal.status() == status) {
            refuse(status, tooLong, maxHead.getAsLong());
        }
        if (line != null) {
            headBytes += line.length() + 2;
        }
        return line;
    }

    private void readLine(ByteBuf in) {
        byte first = in.getByte(in.readerIndex());
        if (first == TLS_HANDSHAKE) {
            refuse(400, "tls");
            return;
        } else if (first != '\r' && first != '\n' && !isToken(Character.toString(first & 0xff))) {
            refuse(400, "notHttp");
            return;
        }
        String line = headLine(in, 414, "lineTooLong");
        if (line == null || line.isEmpty()) {
            // An empty line before a request is passed over (RFC 9112, section 2.2).
            return;
        }
        String[] words = line.split(" ", -1);
        if (words.length != 3 || words[1].isEmpty() || !isToken(words[0])) {
            refuse(400, "line");
        } else if (!VERSION.matcher(words[2]).matches()) {
            refuse(400, "line");
        } else if (words[2].charAt("HTTP/".length()) != '1') {
            refuse(505, "version", words[2]);
        } else {
            head = new DefaultHttpRequest(
                    words[2].endsWith(".0") ? HttpVersion.HTTP_1_0 : HttpVersion.HTTP_1_1,
                    HttpMethod.valueOf(words[0]),
                    words[1],
                    DefaultHttpHeadersFactory.headersFactory()
                            .withValidation(false)
                            .newHeaders());
            state = State.FIELDS;
        }
    }

    private static boolean isToken(String text) {
        return !text.isEmpty() && HttpHeaderValidationUtil.validateToken(text) == -1;
    }

    private void readField(ByteBuf in, List<Object> out) {
        String line = headLine(in, 431, "headTooLong");
        HttpRequest request = head;
        if (line == null || request == null) {
            return;
        } else if (line.isEmpty()) {
            endHead(request, out);
        } else if (checkField(line)) {
            int colon = line.indexOf(':');
            request.headers().add(line.substring(0, colon), strip(line, colon + 1));
        }
    }

    private boolean checkField(String line) {
        int colon = line.indexOf(':');
        if (++fields > MOST_FIELDS) {
            refuse(431, "fields", MOST_FIELDS);
        } else if (isSpace(line.charAt(0))) {
            refuse(400, "folded");
        } else if (colon < 0) {
            refuse(400, "noColon");
        } else if (colon > 0 && isSpace(line.charAt(colon - 1))) {
            refuse(400, "spaceBeforeColon", shown(line.substring(0, colon).strip()));
        } else if (!isToken(line.substring(0, colon))) {
            refuse(400, "fieldName");
        } else if (line.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
            refuse(400, "fieldValue", shown(line.substring(0, colon)));
        } else {
            return true;
        }
        return false;
    }

    /** A name fit for a sentence; it may hold anything. */
    private static String shown(String name) {
        String safe = name.replaceAll("[^!-~]", "?");
        return safe.length() <= MOST_SHOWN ? safe : safe.substring(0, MOST_SHOWN) + "…";
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }

    private static String strip(String line, int from) {
        int start = from;
        int end = line.length();
        while (start < end && isSpace(line.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(line.charAt(end - 1))) {
            end--;
        }
        return line.substring(start, end);
    }

    private void endHead(HttpRequest request, List<Object> out) {
        headBytes = 0;
        fields = 0;
        RequestRules.Framing framing = RequestRules.Framing.of(request);
        refusal = framing.refusal() == null ? RequestRules.check(request, false) : framing.refusal();
        if (refusal != null) {
            return;
        }
        out.add(request);
        left = framing.length();
        if (left == RequestRules.CHUNKED) {
            state = State.CHUNK_SIZE;
        } else if (left > 0) {
            state = State.BODY;
        } else {
            end(LastHttpContent.EMPTY_LAST_CONTENT, out);
        }
    }

    private void end(LastHttpContent last, List<Object> out) {
        out.add(last);
        head = null;
        state = State.LINE;
    }

    private void readBody(ByteBuf in, List<Object> out) {
        ByteBuf part = in.readRetainedSlice((int) Math.min(left, in.readableBytes()));
        left -= part.readableBytes();
        if (left > 0 || state == State.CHUNK) {
            out.add(new DefaultHttpContent(part));
            if (left == 0) {
                state = State.CHUNK_END;
            }
        } else {
            end(new DefaultLastHttpContent(part), out);
        }
    }

    private void readChunkSize(ByteBuf in) {
        String line = line(in, MOST_CHUNK_LINE, 400, "chunkLineTooLong");
        if (line == null) {
            return;
        }
        int digits = 0;
        while (digits < line.length() && isHex(line.charAt(digits))) {
            digits++;
        }
        String rest = line.substring(digits);
        boolean extension = rest.isEmpty()
                || (rest.strip().startsWith(";") && rest.chars().noneMatch(c -> (c < ' ' && c != '\t') || c == 0x7f));
        if (digits == 0 || !extension) {
            refuse(400, "chunkSize");
        } else if (digits > MOST_CHUNK_DIGITS) {
            refuse(413, "lengthHuge");
        } else {
            left = Long.parseLong(line.substring(0, digits), 16);
            state = left == 0 ? State.TRAILERS : State.CHUNK;
        }
    }

    private static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    private void readChunkEnd(ByteBuf in) {
        if (in.getByte(in.readerIndex()) != '\r') {
            refuse(400, "chunkEnd");
        } else if (in.readableBytes() > 1) {
            if (in.getByte(in.readerIndex() + 1) == '\n') {
                in.skipBytes(2);
                state = State.CHUNK_SIZE;
            } else {
                refuse(400, "chunkEnd");
            }
        }
    }

    private void readTrailer(ByteBuf in, List<Object> out) {
        String line = headLine(in, 431, "headTooLong");
        if (line == null) {
            return;
        } else if (line.isEmpty()) {
            headBytes = 0;
            fields = 0;
            end(LastHttpContent.EMPTY_LAST_CONTENT, out);
        } else {
            checkField(line);
        }
    }
}
