package org.netsonde.engine.security.crypto;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;

/**
 * What stands in a token of Fernet, before anything is known of who made it: the version, a time, what the encryption started
 * from, the encrypted bytes, and a code of all that. Immutable.
 */
public final class FernetToken {

    /** The longest text that is read, in characters: 16 MiB. */
    public static final int MAX_TEXT = 1 << 24;

    private static final String BLANKS = " \t\n\u000b\f\r";

    static final byte VERSION = (byte) 0x80;
    static final int IV = 16;
    static final int HMAC = 32;
    private static final int HEAD = 1 + Long.BYTES + IV;

    private final byte[] bytes;

    private FernetToken(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Reads a token. Blanks and line breaks are passed over, as mail and terminals add them, and both alphabets of Base64 are
     * taken; its padding is not optional.
     *
     * @throws FailureException of kind INVALID_SETTINGS if it is none
     */
    public static FernetToken parse(String text) {
        if (text.length() > MAX_TEXT) {
            throw refused("fernetTooLong", MAX_TEXT >> 20);
        }
        String token = text.replaceAll("\\s+", "");
        if (token.isEmpty()) {
            throw refused("fernetMissing");
        }
        int bad = FernetText.firstOther(token);
        if (bad >= 0) {
            throw refused("fernetAlphabet", place(text, bad));
        }
        if (token.length() % 4 != 0) {
            throw refused("fernetUnpadded", token.length());
        }
        byte[] bytes = FernetText.decode(token, "fernetUnpadded", token.length());
        // Its first byte tells best what it is when it is no token at all.
        if (bytes.length == 0 || bytes[0] != VERSION) {
            throw refused("fernetVersion", bytes.length == 0 ? "??" : String.format("%02x", bytes[0]));
        }
        if (bytes.length < HEAD + HMAC) {
            throw refused("fernetTooShort", bytes.length, HEAD + HMAC);
        }
        return new FernetToken(bytes);
    }

    /** Where a character stands in the text as it was given, from 1: one looks for it there. */
    private static int place(String text, int index) {
        int left = index;
        int i = 0;
        while (left > 0 || BLANKS.indexOf(text.charAt(i)) >= 0) {
            if (BLANKS.indexOf(text.charAt(i)) < 0) {
                left--;
            }
            i++;
        }
        return i + 1;
    }

    private static FailureException refused(String name, Object... args) {
        return new FailureException(Failure.of(Failure.Kind.INVALID_SETTINGS, name, args));
    }

    /** When it says that it was made, in seconds since 1970; a number without sign. */
    long seconds() {
        return ByteBuffer.wrap(bytes).getLong(1);
    }

    /** When it says that it was made; the last moment that can be said where it is after that. */
    public Instant at() {
        long seconds = seconds();
        return seconds < 0 || seconds > Instant.MAX.getEpochSecond() ? Instant.MAX : Instant.ofEpochSecond(seconds);
    }

    /** What is signed. */
    byte[] signed() {
        return Arrays.copyOf(bytes, bytes.length - HMAC);
    }

    byte[] hmac() {
        return Arrays.copyOfRange(bytes, bytes.length - HMAC, bytes.length);
    }

    byte[] iv() {
        return Arrays.copyOfRange(bytes, HEAD - IV, HEAD);
    }

    byte[] encrypted() {
        return Arrays.copyOfRange(bytes, HEAD, bytes.length - HMAC);
    }
}
