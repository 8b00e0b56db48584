package org.netsonde.engine.http;

import io.netty.handler.codec.http.HttpHeaderValidationUtil;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.SettingsException;

/**
 * A header field that is sent (RFC 9110, section 5).
 *
 * @param name its name
 * @param value its value
 */
public record Header(
        @Option(max = 256) String name, @Option(max = 8192) String value) {

    public Header {
        if (!name.isEmpty() && HttpHeaderValidationUtil.validateToken(name) != -1) {
            throw new SettingsException("name", Phrase.of("problem.headerName", name));
        }
        if (HttpHeaderValidationUtil.validateValidHeaderValue(value) != -1) {
            throw new SettingsException("value", Phrase.of("problem.headerValue"));
        }
    }

    /** One that is not sent, since it has no name yet. */
    public Header() {
        this("", "");
    }
}
