package org.netsonde.engine.relay.intercept;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The beginning of a message as text to search in: its characters where it is UTF-8, else one for each byte, so that every byte
 * survives.
 *
 * @param text the text
 * @param charset how its bytes are to be had again
 * @param length how many bytes of the message it is
 */
record Searched(String text, Charset charset, int length) {

    /**
     * Of a message.
     *
     * @param most how many bytes at most
     */
    static Searched of(ByteBuf message, int most) {
        byte[] bytes = ByteBufUtil.getBytes(message, message.readerIndex(), Math.min(most, message.readableBytes()));
        int length = bytes.length < message.readableBytes() ? beforeLastCharacter(bytes) : bytes.length;
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
            return new Searched(text, StandardCharsets.UTF_8, length);
        } catch (CharacterCodingException e) {
            return new Searched(
                    new String(bytes, StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1, bytes.length);
        }
    }

    /** Where the last character begins, which may have been cut. */
    private static int beforeLastCharacter(byte[] bytes) {
        int at = bytes.length - 1;
        while (at > 0 && (bytes[at] & 0xC0) == 0x80) {
            at--;
        }
        return Math.max(0, at);
    }

    /** The bytes of a part of the text, as they stand in the message. */
    byte[] bytes(int from, int to) {
        return text.substring(from, to).getBytes(charset);
    }
}
