package org.netsonde.engine.security.crypto;

import java.util.Base64;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;

/** How keys and tokens of Fernet are written. Stateless. */
final class FernetText {

    private FernetText() {}

    /** Where the first character stands that belongs to no alphabet of Base64; -1 where all do. */
    static int firstOther(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean digit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!digit && "+/-_=".indexOf(c) < 0) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Its bytes; both alphabets are read.
     *
     * @throws FailureException with these words if its padding is not where it belongs
     */
    static byte[] decode(String text, String failure, Object... args) {
        try {
            return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            throw new FailureException(Failure.of(Failure.Kind.INVALID_SETTINGS, failure, args), e);
        }
    }
}
