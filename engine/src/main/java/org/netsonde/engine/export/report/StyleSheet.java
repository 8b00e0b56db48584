package org.netsonde.engine.export.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/**
 * The style sheet that stands in the page.
 *
 * @param text its text
 */
public record StyleSheet(String text) {

    /** The one that comes with Netsonde. */
    public static StyleSheet builtin() {
        try (InputStream in = Objects.requireNonNull(StyleSheet.class.getResourceAsStream("report.css"))) {
            return new StyleSheet(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with rules of a page's own behind it. */
    public StyleSheet with(String rules) {
        return new StyleSheet(text + rules);
    }

    /** What the page may do: show itself with this very style sheet, and nothing else (Content Security Policy Level 3). */
    public String policy() {
        return "default-src 'none'; style-src 'sha256-" + hash() + "'; base-uri 'none'; form-action 'none'";
    }

    private String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
