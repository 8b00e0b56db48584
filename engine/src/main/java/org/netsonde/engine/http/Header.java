package org.netsonde.engine.http;

import io.netty.handler.codec.http.HttpHeaderValidationUtil;
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

    public Header {
        if (!name.isEmpty() && HttpHeaderValidationUtil.validateToken(name) != -1) {
            throw new SettingsException("name", Phrase.of("problem.headerName", name));
        }
        if (HttpHeaderValidationUtil.validateValidHeaderValue(value) != -1) {
            throw new SettingsException("value", Phrase.of("problem.headerValue"));
        }
        if (HttpSecrets.isSecretField(name) && secret.isNone() && !value.isBlank()) {
            throw new SettingsException("value", Phrase.of("problem.headerSecret", name));
        }
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
