package org.netsonde.engine.http;

import io.netty.handler.codec.http.HttpHeaderValidationUtil;
import java.util.Optional;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.Inline;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.SettingsException;
import org.netsonde.engine.security.Secret;

/**
 * A header field that is sent (RFC 9110, section 5).
 *
 * @param name its name
 * @param value its value
 * @param secret stands behind the value, so that what gives access does not stand in the settings
 */
public record Header(
        @Option(max = 256) String name,
        @Option(max = 8192) String value,
        @Inline Secret secret) {

    /** The last character of ISO-8859-1. */
    private static final int MOST = 0xFF;

    public Header {
        if (!name.isEmpty() && HttpHeaderValidationUtil.validateToken(name) != -1) {
            throw new SettingsException("name", Phrase.of("problem.headerName", name));
        }
        check("value", value);
        if (HttpSecrets.isSecretField(name) && secret.isNone() && !value.isBlank()) {
            throw new SettingsException("value", Phrase.of("problem.headerSecret", name));
        }
    }

    /**
     * Checks a field's value, whatever it belongs to: that it stands on one line, and that none of its characters would be sent as
     * a question mark.
     *
     * @param option the option that holds it, for the problem
     * @throws SettingsException if it cannot be sent as it is
     */
    public static void check(String option, String value) {
        if (HttpHeaderValidationUtil.validateValidHeaderValue(value) != -1) {
            throw new SettingsException(option, Phrase.of("problem.headerValue"));
        }
        unsendable(value).ifPresent(character -> {
            throw new SettingsException(option, Phrase.of("problem.headerCharacter", character));
        });
    }

    /** The first character of a value that has no place in a field, which is sent in ISO-8859-1 (RFC 9110, section 5.5). */
    static Optional<String> unsendable(String value) {
        return value.codePoints()
                .filter(c -> c > MOST)
                .mapToObj(Character::toString)
                .findFirst();
    }

    /** One that is not sent, since it has no name yet. */
    public Header() {
        this("", "", new Secret());
    }

    /** One without a secret. */
    public Header(String name, String value) {
        this(name, value, new Secret());
    }

    /** Whether its value is not to be shown. */
    public boolean isSecret() {
        return !secret.isNone() || HttpSecrets.isSecretField(name);
    }
}
