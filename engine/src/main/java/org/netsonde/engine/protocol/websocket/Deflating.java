package org.netsonde.engine.protocol.websocket;

import io.netty.handler.codec.compression.ZlibCodecFactory;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketClientExtension;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionData;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionUtil;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtension;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateClientExtensionHandshaker;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateServerExtensionHandshaker;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** How servers and clients agree on permessage-deflate (RFC 7692, section 7). Netty knows the rules and does the work. */
final class Deflating {

    private Deflating() {}

    /** What a server makes of the extensions that a client offers: the first offer that it can follow; null for none. */
    static @Nullable WebSocketServerExtension accept(WebSocketOptions options, List<String> offered) {
        if (!(options.compression() instanceof Compression.Deflate deflate)) {
            return null;
        }
        PerMessageDeflateServerExtensionHandshaker handshaker = new PerMessageDeflateServerExtensionHandshaker(
                deflate.level(),
                ZlibCodecFactory.isSupportingWindowSizeAndMemLevel(),
                deflate.window(),
                true,
                !deflate.contextTakeover(),
                maxAllocation(options));
        for (WebSocketExtensionData offer : extensions(offered)) {
            try {
                WebSocketServerExtension extension = handshaker.handshakeExtension(offer);
                if (extension != null) {
                    return extension;
                }
            } catch (NumberFormatException e) {
                // A window size that is no number: this offer is not taken.
            }
        }
        return null;
    }

    private static PerMessageDeflateClientExtensionHandshaker client(
            WebSocketOptions options, Compression.Deflate deflate) {
        return new PerMessageDeflateClientExtensionHandshaker(
                deflate.level(),
                ZlibCodecFactory.isSupportingWindowSizeAndMemLevel(),
                deflate.window(),
                true,
                !deflate.contextTakeover(),
                maxAllocation(options));
    }

    /** What a client offers; empty for nothing. */
    static String offer(WebSocketOptions options) {
        return options.compression() instanceof Compression.Deflate deflate
                ? text(client(options, deflate).newRequestData())
                : "";
    }

    /** What a client makes of a server's choice; null where it is none that was offered. */
    static @Nullable WebSocketClientExtension agree(WebSocketOptions options, List<String> chosen) {
        List<WebSocketExtensionData> extensions = extensions(chosen);
        if (extensions.size() != 1 || !(options.compression() instanceof Compression.Deflate deflate)) {
            return null;
        }
        try {
            return client(options, deflate).handshakeExtension(extensions.getFirst());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static int maxAllocation(WebSocketOptions options) {
        return (int) options.maxMessage().bytes();
    }

    private static List<WebSocketExtensionData> extensions(List<String> lines) {
        return WebSocketExtensionUtil.extractExtensions(String.join(",", lines));
    }

    /** An extension as it stands in the header field. */
    static String text(WebSocketExtensionData extension) {
        StringJoiner text = new StringJoiner("; ");
        text.add(extension.name());
        for (Map.Entry<String, String> parameter : extension.parameters().entrySet()) {
            String value = parameter.getValue();
            text.add(value == null ? parameter.getKey() : parameter.getKey() + "=" + value);
        }
        return text.toString();
    }
}
