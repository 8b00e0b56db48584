package org.netsonde.engine.message.rule;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.message.EscapeException;

/**
 * Bytes to compare with, some digits of which may be any.
 *
 * @param values the bytes, with 0 in the place of what may be any
 * @param masks which bits count
 */
record BytePattern(byte[] values, byte[] masks) {

    /** The bytes of a text in UTF-8. */
    static BytePattern of(String text) {
        byte[] values = text.getBytes(StandardCharsets.UTF_8);
        byte[] masks = new byte[values.length];
        java.util.Arrays.fill(masks, (byte) 0xFF);
        return new BytePattern(values, masks);
    }

    /**
     * Hexadecimal digits, two a byte, in which {@code ?} stands for any; white space, commas, colons and a leading
     * {@code 0x} are passed over.
     *
     * @throws EscapeException if something else stands there, or an odd number of digits
     */
    static BytePattern hex(String text) {
        String digits = text.replaceAll("(?<![0-9A-Fa-f?])0[xX]", "").replaceAll("[\\s,:]", "");
        if (digits.length() % 2 != 0) {
            throw new EscapeException(Phrase.of("problem.hexOdd", digits.length()));
        }
        byte[] values = new byte[digits.length() / 2];
        byte[] masks = new byte[values.length];
        for (int i = 0; i < digits.length(); i++) {
            char digit = digits.charAt(i);
            int shift = i % 2 == 0 ? 4 : 0;
            if (digit != '?') {
                if (!HexFormat.isHexDigit(digit)) {
                    throw new EscapeException(Phrase.of("problem.hexDigit", digit));
                }
                values[i / 2] |= (byte) (HexFormat.fromHexDigit(digit) << shift);
                masks[i / 2] |= (byte) (0xF << shift);
            }
        }
        return new BytePattern(values, masks);
    }

    int length() {
        return values.length;
    }

    /** Whether a byte may stand at a place of the pattern. */
    boolean fits(int place, byte value) {
        return (value & masks[place]) == values[place];
    }
}
