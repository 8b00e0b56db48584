package org.netsonde.engine.message;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.netsonde.engine.Phrase;

/** Bytes written as text with escapes, and the reverse. Hexadecimal likewise. */
public final class Escapes {

    private static final HexFormat HEX = HexFormat.of();

    private Escapes() {}

    /**
     * Bytes of a text with {@code \n \r \t \0 \a \b \e \f \v \\ \" \'}, {@code \xNN} (one byte) and {@code \}{@code uNNNN} (a
     * UTF-16 unit, two of them for a surrogate pair); the rest is UTF-8.
     *
     * @throws EscapeException if an escape is unknown or cut short
     */
    public static byte[] decode(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() + 8);
        StringBuilder plain = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c != '\\') {
                plain.append(c);
                i++;
                continue;
            }
            if (i + 1 >= text.length()) {
                throw new EscapeException(Phrase.of("problem.escapeCut", i + 1));
            }
            char escape = text.charAt(i + 1);
            int simple = "nrt0abefv\\\"'".indexOf(escape);
            if (simple >= 0) {
                plain.append("\n\r\t\0\u0007\b\u001b\f\u000b\\\"'".charAt(simple));
                i += 2;
            } else if (escape == 'x') {
                flush(plain, out);
                out.write(number(text, i, 2));
                i += 4;
            } else if (escape == 'u') {
                i += unicode(text, i, plain);
            } else {
                throw new EscapeException(Phrase.of("problem.escapeUnknown", "\\" + escape, i + 1));
            }
        }
        flush(plain, out);
        return out.toByteArray();
    }

    /** Appends the character of one escape, or of the two that make up a surrogate pair; returns how long they are. */
    private static int unicode(String text, int at, StringBuilder plain) {
        char unit = (char) number(text, at, 4);
        if (!Character.isSurrogate(unit)) {
            plain.append(unit);
            return 6;
        }
        if (Character.isHighSurrogate(unit) && text.startsWith("\\u", at + 6)) {
            char low = (char) number(text, at + 6, 4);
            if (Character.isLowSurrogate(low)) {
                plain.append(unit).append(low);
                return 12;
            }
        }
        throw new EscapeException(Phrase.of("problem.escapeUnknown", text.substring(at, at + 6), at + 1));
    }

    private static void flush(StringBuilder plain, ByteArrayOutputStream out) {
        if (!plain.isEmpty()) {
            out.writeBytes(plain.toString().getBytes(StandardCharsets.UTF_8));
            plain.setLength(0);
        }
    }

    private static int number(String text, int at, int digits) {
        int end = at + 2 + digits;
        if (end > text.length()) {
            throw new EscapeException(Phrase.of("problem.escapeCut", at + 1));
        }
        for (int i = at + 2; i < end; i++) {
            if (!HexFormat.isHexDigit(text.charAt(i))) {
                throw new EscapeException(Phrase.of("problem.escapeUnknown", text.substring(at, end), at + 1));
            }
        }
        return HexFormat.fromHexDigits(text, at + 2, end);
    }

    /**
     * Bytes of hexadecimal text; white space, commas, colons and a leading {@code 0x} of a group are passed over.
     *
     * @throws EscapeException if something else stands there, or an odd number of digits
     */
    public static byte[] hex(String text) {
        String digits = text.replaceAll("(?<![0-9A-Fa-f])0[xX]", "").replaceAll("[\\s,:]", "");
        for (int i = 0; i < digits.length(); i++) {
            if (!HexFormat.isHexDigit(digits.charAt(i))) {
                throw new EscapeException(Phrase.of("problem.hexDigit", digits.charAt(i)));
            }
        }
        if (digits.length() % 2 != 0) {
            throw new EscapeException(Phrase.of("problem.hexOdd", digits.length()));
        }
        return HEX.parseHex(digits);
    }

    /** Two hexadecimal digits a byte, separated by spaces. */
    public static String toHex(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").formatHex(bytes);
    }

    /**
     * Text that shows the bytes on one line and reads back through {@link #decode}: UTF-8 where it is valid, escapes for
     * control, format and bidirectional characters, {@code \xNN} for bytes that are not UTF-8.
     */
    public static String encode(byte[] bytes) {
        StringBuilder out = new StringBuilder(bytes.length + 16);
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer chars = CharBuffer.allocate(Math.max(16, bytes.length));
        while (true) {
            CoderResult result = decoder.decode(in, chars, true);
            chars.flip();
            chars.codePoints().forEach(c -> append(out, c));
            chars.clear();
            if (result.isUnderflow()) {
                return out.toString();
            }
            if (result.isError()) {
                for (int i = 0; i < result.length(); i++) {
                    out.append("\\x").append(HEX.toHexDigits(in.get()));
                }
                decoder.reset();
            }
        }
    }

    /**
     * Text of a peer for a sentence about it: cut short, on one line, with escapes for what cannot be seen.
     *
     * @param most how many characters are shown
     */
    public static String shown(String text, int most) {
        String head = text.length() <= most ? text : text.substring(0, most) + "…";
        return encode(head.getBytes(StandardCharsets.UTF_8));
    }

    private static void append(StringBuilder out, int c) {
        switch (c) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\\' -> out.append("\\\\");
            default -> {
                int type = Character.getType(c);
                boolean invisible = type == Character.CONTROL
                        || type == Character.FORMAT
                        || type == Character.LINE_SEPARATOR
                        || type == Character.PARAGRAPH_SEPARATOR
                        || type == Character.SURROGATE
                        || type == Character.PRIVATE_USE
                        || type == Character.UNASSIGNED;
                if (!invisible) {
                    out.appendCodePoint(c);
                } else if (c < 0x80) {
                    out.append("\\x").append(HEX.toHexDigits((byte) c));
                } else {
                    for (char unit : Character.toChars(c)) {
                        out.append("\\u").append(HEX.toHexDigits(unit));
                    }
                }
            }
        }
    }

    /** Whether the bytes are valid UTF-8. */
    public static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
