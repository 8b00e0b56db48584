package org.netsonde.engine.security.jwt;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;

/**
 * One part of a token in Base64url.
 *
 * @param bytes what it stands for; null where it is not readable
 * @param problem why it is not; null where it is
 * @param note what a stricter reader than this one would not take; null for nothing
 */
record JwtPart(
        byte @Nullable [] bytes,
        @Nullable Phrase problem,
        @Nullable Phrase note) {

    /**
     * Reads a part. The alphabet of ordinary Base64 and padding are taken, as many libraries do, and noted, so the same part
     * can be written in several ways: who must know a token again by its text takes none with notes. Bits behind the last byte
     * that are not zero are refused.
     *
     * @param name what the part is called, as a phrase
     * @param offset where it begins in the token
     */
    static JwtPart read(Phrase name, String text, int offset) {
        int end = text.length();
        while (end > 0 && text.length() - end < 2 && text.charAt(end - 1) == '=') {
            end--;
        }
        boolean ordinary = false;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            ordinary |= c == '+' || c == '/';
            if (!isDigit(c)) {
                return broken(Phrase.of("jwt.part.character", name, shown(text.codePointAt(i)), offset + i + 1));
            }
        }
        if (end % 4 == 1) {
            return broken(Phrase.of("jwt.part.length", name, end));
        }
        String url = text.substring(0, end).replace('+', '-').replace('/', '_');
        byte[] bytes = Base64.getUrlDecoder().decode(url);
        if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(url)) {
            return broken(Phrase.of("jwt.part.spare", name));
        }
        boolean padded = end < text.length();
        return new JwtPart(
                bytes,
                null,
                ordinary ? Phrase.of("jwt.part.ordinary", name) : padded ? Phrase.of("jwt.part.padded", name) : null);
    }

    private static JwtPart broken(Phrase why) {
        return new JwtPart(null, why, null);
    }

    private static boolean isDigit(char c) {
        return (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '_'
                || c == '+'
                || c == '/';
    }

    /** A character that may be none to be seen. */
    private static String shown(int c) {
        return c > ' ' && c < 0x7f ? Character.toString(c) : "U+%04X".formatted(c);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JwtPart part
                && Arrays.equals(bytes, part.bytes)
                && List.of(String.valueOf(problem), String.valueOf(note))
                        .equals(List.of(String.valueOf(part.problem), String.valueOf(part.note)));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Without what stands in it. */
    @Override
    public String toString() {
        return "JwtPart[" + (bytes == null ? problem : bytes.length + " bytes") + "]";
    }
}
