package org.netsonde.engine.protocol.http;

import io.netty.handler.codec.http.HttpHeaderValidationUtil;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.http.Header;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.SettingsException;

/**
 * A header field of a reply by rule.
 *
 * @param name its name
 * @param value its value
 */
public record ReplyField(
        @Option(min = 1, max = 256) String name,
        @Option(max = 8192) String value) {

    public ReplyField {
        if (HttpHeaderValidationUtil.validateToken(name) != -1) {
            throw new SettingsException("name", Phrase.of("problem.headerName", name));
        }
        Header.check("value", value);
    }

    /** One that says who answers. */
    public ReplyField() {
        this("X-Served-By", "netsonde");
    }
}
