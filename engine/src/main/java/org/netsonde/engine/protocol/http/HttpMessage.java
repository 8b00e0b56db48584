package org.netsonde.engine.protocol.http;

import io.netty.handler.codec.http.HttpHeaderValidationUtil;
import java.util.List;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.http.Authorization;
import org.netsonde.engine.http.Header;
import org.netsonde.engine.http.HttpUrl;
import org.netsonde.engine.http.Parameter;
import org.netsonde.engine.http.client.OwnFields;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.SettingsException;
import org.netsonde.engine.protocol.Shorthand;

/**
 * The message of {@code http-client}: a request.
 *
 * @param method such as {@code GET}; any token is sent
 * @param url an address, or a path with or without a query at the server that the client is aimed at
 * @param query parameters that are added to those of {@code url}, written with percent signs as needed
 * @param headers fields beside those of the client's settings, and in place of those of the same name
 * @param content the body
 * @param authorization who asks, in place of what the client's settings say where it is not none
 * @param saveTo the folder or file in which the reply's body is saved; empty to keep it as a message only
 */
@Shorthand("url")
public record HttpMessage(
        @Option(min = 1, max = 32, editor = "method") String method,
        @Option(min = 1, max = 8192, editor = "payload") String url,
        @Option(group = "query", max = 1000) List<Parameter> query,
        @Option(group = "headers", max = 100) List<Header> headers,
        @Option(group = "content") Content content,
        @Option(group = "authorization") Authorization authorization,

        @Option(group = "saveTo", max = 4096, editor = "saveTo")
        String saveTo) {

    public HttpMessage {
        query = List.copyOf(query);
        headers = List.copyOf(headers);
        if (HttpHeaderValidationUtil.validateToken(method) != -1) {
            throw new SettingsException("method", Phrase.of("problem.httpMethod", method));
        }
        HttpUrl.parse(url);
        for (int i = 0; i < headers.size(); i++) {
            if (OwnFields.isOwn(headers.get(i).name())) {
                throw new SettingsException(
                        "headers[" + i + "].name",
                        Phrase.of("problem.headerOfConnection", headers.get(i).name()));
            }
        }
    }

    /** Asks for {@code /}. */
    public HttpMessage() {
        this("GET", "/", List.of(), List.of(), new Content.None(), new Authorization.None(), "");
    }
}
