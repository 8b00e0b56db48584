package org.netsonde.app.security.jwt;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.netsonde.app.security.part.KeyInput;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.security.Keys;
import org.netsonde.engine.security.jwt.JwtKey;

/** Reads keys that were given: PEM and JSON by what they are, all else as a secret. Runs in the background. Stateless. */
final class JwtKeyReader {

    private JwtKeyReader() {}

    /**
     * The keys, for the caller to erase; at least one.
     *
     * @throws FailureException if there is none, or one that cannot be used
     */
    static List<JwtKey> read(KeyInput.Given given, Keys keys) {
        byte[] bytes = given.read(keys);
        char[] password = given.password().toCharArray();
        try {
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            if (JwtKey.isStructured(text)) {
                return JwtKey.read(text, password);
            }
            return List.of(JwtKey.secret(given.from() == KeyInput.From.FILE ? withoutLineEnd(bytes) : bytes));
        } finally {
            Arrays.fill(bytes, (byte) 0);
            Arrays.fill(password, '\0');
        }
    }

    /** Editors end a file with a line break that is no part of the secret. */
    private static byte[] withoutLineEnd(byte[] bytes) {
        int end = bytes.length;
        if (end > 0 && bytes[end - 1] == '\n') {
            end--;
            if (end > 0 && bytes[end - 1] == '\r') {
                end--;
            }
        }
        return Arrays.copyOf(bytes, end);
    }
}
