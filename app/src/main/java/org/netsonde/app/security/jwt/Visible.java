package org.netsonde.app.security.jwt;

import java.util.HexFormat;

/** JSON of others, shown so that it cannot look like something else. Stateless. */
final class Visible {

    private static final HexFormat HEX = HexFormat.of();

    private Visible() {}

    /**
     * The same JSON with escapes for characters that cannot be seen, or turn around the ones beside them; those stand in strings
     * only, as JSON knows no others.
     */
    static String json(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\n' || isVisible(c)) {
                out.appendCodePoint(c);
            } else {
                for (char unit : Character.toChars(c)) {
                    out.append("\\u").append(HEX.toHexDigits(unit));
                }
            }
        });
        return out.toString();
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
