package org.netsonde.engine.security.crypto;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Reads a digest or code of known length that somebody gives: in hexadecimal digits of either case, or in Base64 of either
 * alphabet with or without padding. Its length tells which. Stateless.
 */
final class GivenBytes {

    private GivenBytes() {}

    /** The bytes; nothing where the text does not stand for just as many. */
    static Optional<byte[]> read(String given, int length) {
        try {
            byte[] bytes;
            if (given.length() == 2 * length) {
                bytes = HexFormat.of().parseHex(given);
            } else if (given.length() <= 4 * ((length + 2) / 3)) {
                bytes = Base64.getDecoder().decode(given.replace('-', '+').replace('_', '/'));
            } else {
                return Optional.empty();
            }
            return bytes.length == length ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
