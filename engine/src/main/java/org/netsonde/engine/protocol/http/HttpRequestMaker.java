package org.netsonde.engine.protocol.http;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Optional;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.http.Authorization;
import org.netsonde.engine.http.Header;
import org.netsonde.engine.http.HttpUrl;
import org.netsonde.engine.http.SentHeaders;
import org.netsonde.engine.http.client.ClientRequest;
import org.netsonde.engine.http.client.RequestMaker;
import org.netsonde.engine.http.client.SaveTo;
import org.netsonde.engine.protocol.EndpointContext;

/** Makes requests of messages. Stateless. */
final class HttpRequestMaker implements RequestMaker<HttpMessage> {

    @Override
    public boolean blocks(HttpMessage message) {
        return Bodies.hasFiles(message.content())
                || SentHeaders.needSecrets(message.headers())
                || !(message.authorization() instanceof Authorization.None);
    }

    @Override
    public ClientRequest make(HttpMessage message, EndpointContext context) {
        Masks.refuse(message);
        try {
            Bodies.Body body = Bodies.read(message.content());
            List<Header> secret = message.headers().stream()
                    .filter(header -> !header.secret().isNone())
                    .toList();
            return new ClientRequest(
                    message.method(),
                    HttpUrl.parse(message.url()).with(message.query()).toString(),
                    fields(message, body),
                    SentHeaders.of(secret, context.keys()).and(SentHeaders.of(message.authorization(), context.keys())),
                    body.bytes(),
                    message.saveTo().isBlank()
                            ? Optional.empty()
                            : Optional.of(
                                    new SaveTo(Bodies.path(message.saveTo().strip()))));
        } catch (InvalidPathException e) {
            throw new FailureException(Failure.of(Failure.Kind.FILE, "httpPath", e.getInput()), e);
        }
    }

    /** The fields that hold no secret. */
    static HttpHeaders fields(HttpMessage message, Bodies.Body body) {
        HttpHeaders fields = new DefaultHttpHeaders();
        if (!body.type().isEmpty()) {
            fields.set("Content-Type", body.type());
        }
        for (Header header : message.headers()) {
            if (header.name().equalsIgnoreCase("content-type")) {
                // What the user wrote is meant; of a form in parts it lacks the boundary.
                fields.remove(HttpHeaderNames.CONTENT_TYPE);
            }
        }
        for (Header header : message.headers()) {
            if (!header.name().isEmpty() && header.secret().isNone()) {
                fields.add(header.name(), header.value());
            }
        }
        return fields;
    }
}
