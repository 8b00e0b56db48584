package org.netsonde.engine.security;

import java.util.regex.Pattern;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.SettingsException;

/**
 * A secret in settings, by its name: the secret itself never stands in a workspace. {@link Secrets} knows it.
 *
 * @param secret the name; empty for no secret
 */
public record Secret(@Option(max = 64, editor = "secret") String secret) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    public Secret {
        if (!secret.isEmpty() && !isName(secret)) {
            // Not repeated: it may be the secret itself that somebody typed.
            throw new SettingsException("secret", Phrase.of("problem.secretName"));
        }
    }

    /** No secret. */
    public Secret() {
        this("");
    }

    /** Whether a text can be the name of a secret. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** Whether there is none. */
    public boolean isNone() {
        return secret.isEmpty();
    }
}
