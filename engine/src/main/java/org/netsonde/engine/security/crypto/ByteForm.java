package org.netsonde.engine.security.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.message.Escapes;

/** How bytes are written as text. Its words are {@code security.form.<name in small letters>}. */
public enum ByteForm {
    /** As they are, in UTF-8. */
    TEXT,
    /** As hexadecimal digits; blanks and colons between them do not matter when they are read. */
    HEX,
    /** In Base64 (RFC 4648, section 4); line breaks do not matter when it is read. */
    BASE64,
    /** In the Base64 of addresses (RFC 4648, section 5), without padding, which is accepted when it is read. */
    BASE64URL;

    /** The bytes as text; as {@link #HEX} where they are no text in UTF-8. */
    public String write(byte[] bytes) {
        return switch (this) {
            case TEXT -> Escapes.isUtf8(bytes) ? new String(bytes, StandardCharsets.UTF_8) : HEX.write(bytes);
            case HEX -> HexFormat.of().formatHex(bytes);
            case BASE64 -> Base64.getEncoder().encodeToString(bytes);
            case BASE64URL -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        };
    }

    /**
     * The bytes of a text.
     *
     * @throws FailureException of kind INVALID_SETTINGS if it is not written in this form
     */
    public byte[] read(String text) {
        try {
            return switch (this) {
                case TEXT -> text.getBytes(StandardCharsets.UTF_8);
                case HEX -> HexFormat.of().parseHex(text.replaceAll("[\\s:]", ""));
                case BASE64 -> Base64.getDecoder().decode(text.replaceAll("\\s", ""));
                case BASE64URL -> Base64.getUrlDecoder().decode(text.replaceAll("\\s", ""));
            };
        } catch (IllegalArgumentException e) {
            String name = this == HEX ? "notHex" : this == BASE64 ? "notBase64" : "notBase64Url";
            throw new FailureException(
                    Failure.of(Failure.Kind.INVALID_SETTINGS, name, String.valueOf(e.getMessage())), e);
        }
    }
}
