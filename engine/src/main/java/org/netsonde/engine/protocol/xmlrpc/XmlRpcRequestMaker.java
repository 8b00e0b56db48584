package org.netsonde.engine.protocol.xmlrpc;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.Optional;
import org.netsonde.engine.http.SentHeaders;
import org.netsonde.engine.http.client.ClientRequest;
import org.netsonde.engine.http.client.RequestMaker;
import org.netsonde.engine.protocol.EndpointContext;

/**
 * Posts calls.
 *
 * @param path where to
 */
record XmlRpcRequestMaker(String path) implements RequestMaker<XmlRpcMessage> {

    @Override
    public boolean blocks(XmlRpcMessage message) {
        return false;
    }

    @Override
    public ClientRequest make(XmlRpcMessage message, EndpointContext context) {
        CallSecrets.refuse(message);
        return new ClientRequest(
                "POST",
                path,
                new DefaultHttpHeaders().set(HttpHeaderNames.CONTENT_TYPE, "text/xml; charset=utf-8"),
                SentHeaders.NONE,
                message.document(),
                Optional.empty());
    }
}
