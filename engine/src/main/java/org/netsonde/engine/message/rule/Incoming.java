package org.netsonde.engine.message.rule;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A message on its way through the rules: what several of them need is made once, and only if one needs it. */
public final class Incoming {

    /** How much of a message is searched, and up to which length it is read as JSON. */
    static final int MAX_BYTES = 64 << 10;

    /** What all searches together may take, in steps: four times as much as one at worst, or some 200 ms. */
    static final long MAX_STEPS = 4L * BoundedRegex.MOST_STEPS;

    private static final int MAX_NESTING = 200;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_NESTING)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final ByteBuf message;
    private byte @Nullable [] head;
    private @Nullable String text;
    private Charset charset = StandardCharsets.UTF_8;
    private @Nullable JsonNode json;
    private boolean parsed;
    private long steps;
    private boolean exhausted;

    /**
     * A message.
     *
     * @param message from reader to writer index; only used as long as the buffer is valid
     */
    public Incoming(ByteBuf message) {
        this.message = message;
    }

    /** The whole of it. */
    ByteBuf message() {
        return message;
    }

    /** Its first bytes, all of them where it is not long. Not to be changed. */
    byte[] head() {
        byte[] bytes = head;
        if (bytes == null) {
            bytes = ByteBufUtil.getBytes(message, message.readerIndex(), Math.min(MAX_BYTES, message.readableBytes()));
            head = bytes;
        }
        return bytes;
    }

    /** The head as text: its characters where it is UTF-8, else one for each byte. */
    String text() {
        String decoded = text;
        if (decoded == null) {
            byte[] bytes = head();
            int length = bytes.length < message.readableBytes() ? beforeLastCharacter(bytes) : bytes.length;
            try {
                decoded = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes, 0, length))
                        .toString();
            } catch (CharacterCodingException e) {
                charset = StandardCharsets.ISO_8859_1;
                decoded = new String(bytes, charset);
            }
            text = decoded;
        }
        return decoded;
    }

    /** No more than so many characters of {@link #text()}; a character outside the basic plane counts as two. */
    String text(int most) {
        String all = text();
        if (all.length() <= most) {
            return all;
        }
        return all.substring(0, Character.isHighSurrogate(all.charAt(most - 1)) ? most - 1 : most);
    }

    /** Whether a search may still take so many steps, which count as taken then. */
    boolean affords(long more) {
        exhausted |= steps + more > MAX_STEPS;
        steps += more;
        return !exhausted;
    }

    /** Whether a search was not made because those before it may have taken too long. */
    boolean isExhausted() {
        return exhausted;
    }

    /** The bytes of a part of {@link #text()}, as they stand in the message. */
    byte[] bytes(int from, int to) {
        return text().substring(from, to).getBytes(charset);
    }

    /** Where the last character begins, which may have been cut. */
    private static int beforeLastCharacter(byte[] bytes) {
        int at = bytes.length - 1;
        while (at > 0 && (bytes[at] & 0xC0) == 0x80) {
            at--;
        }
        return at;
    }

    /** The message read as JSON; null if it is none, or too long for it. */
    public @Nullable JsonNode json() {
        if (!parsed) {
            parsed = true;
            if (message.readableBytes() <= MAX_BYTES) {
                try {
                    JsonNode tree = JSON.readTree(head());
                    json = tree.isMissingNode() ? null : tree;
                } catch (JacksonException e) {
                    // No JSON.
                }
            }
        }
        return json;
    }
}
