package org.netsonde.engine.workspace;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Which content of a file it was: two are equal where the content is. Tells whether somebody else has changed a file since.
 *
 * @param digest the SHA-256 of the content, in lower-case hexadecimal digits
 */
public record Edition(String digest) {

    /** The edition with that content. */
    static Edition of(byte[] content) {
        try {
            return new Edition(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
