package org.netsonde.engine.protocol.websocket;

import io.netty.handler.codec.compression.ZlibCodecFactory;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtension;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionData;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionUtil;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtension;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateClientExtensionHandshaker;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateServerExtensionHandshaker;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How servers and clients agree on permessage-deflate (RFC 7692, section 7). Netty knows the rules. */
final class Deflating {

    private static final String CLIENT_WINDOW = "client_max_window_bits";
    private static final String SERVER_WINDOW = "server_max_window_bits";
    private static final String CLIENT_FORGETS = "client_no_context_takeover";

    /** The smallest window that there is a compressor for; to inflate, any will do. */
    private static final int LEAST_WINDOW = 9;

    /** {@link Inflating} has its own. */
    private static final int NO_LIMIT = 0;

    private static final String SERVER_FORGETS = "server_no_context_takeover";

    /**
     * What was agreed on.
     *
     * @param extension compresses what is sent
     * @param peerForgets whether the peer does not refer to earlier messages
     * @param text as it stands in the header field
     */
    record Agreed(WebSocketExtension extension, boolean peerForgets, String text) {}

    private Deflating() {}

    /** What a server makes of the extensions that a client offers: the first offer that it can follow; null for none. */
    static @Nullable Agreed accept(WebSocketOptions options, List<String> offered) {
        if (!(options.compression() instanceof Compression.Deflate deflate)) {
            return null;
        }
        PerMessageDeflateServerExtensionHandshaker handshaker = new PerMessageDeflateServerExtensionHandshaker(
                deflate.level(),
                ZlibCodecFactory.isSupportingWindowSizeAndMemLevel(),
                deflate.window(),
                true,
                !deflate.contextTakeover(),
                NO_LIMIT);
        for (WebSocketExtensionData offer : extensions(offered)) {
            try {
                WebSocketServerExtension extension = handshaker.handshakeExtension(wanted(offer, deflate));
                if (extension != null && canCompress(offer, SERVER_WINDOW)) {
                    WebSocketExtensionData answer = extension.newReponseData();
                    return new Agreed(extension, answer.parameters().containsKey(CLIENT_FORGETS), text(answer));
                }
            } catch (NumberFormatException e) {
                // A window size that is no number: this offer is not taken.
            }
        }
        return null;
    }

    /**
     * An offer with what Netty does not ask of clients by itself. A server may tell every client not to refer to earlier
     * messages (RFC 7692, section 7.1.1.2), and each that knows the parameter to refer less far back than it would.
     */
    private static WebSocketExtensionData wanted(WebSocketExtensionData offer, Compression.Deflate deflate) {
        Map<String, String> parameters = new HashMap<>(offer.parameters());
        if (!deflate.contextTakeover()) {
            parameters.put(CLIENT_FORGETS, null);
        }
        parameters.computeIfPresent(
                CLIENT_WINDOW, (name, bits) -> Integer.toString(Math.min(Integer.parseInt(bits), deflate.window())));
        return new WebSocketExtensionData(offer.name(), parameters);
    }

    private static PerMessageDeflateClientExtensionHandshaker client(Compression.Deflate deflate) {
        return new PerMessageDeflateClientExtensionHandshaker(
                deflate.level(),
                ZlibCodecFactory.isSupportingWindowSizeAndMemLevel(),
                deflate.window(),
                true,
                !deflate.contextTakeover(),
                NO_LIMIT);
    }

    /** What a client offers; empty for nothing. */
    static String offer(WebSocketOptions options) {
        return options.compression() instanceof Compression.Deflate deflate
                ? text(client(deflate).newRequestData())
                : "";
    }

    /** What a client makes of a server's choice; null where it is none that was offered. */
    static @Nullable Agreed agree(WebSocketOptions options, List<String> chosen) {
        List<WebSocketExtensionData> extensions = extensions(chosen);
        if (extensions.size() != 1 || !(options.compression() instanceof Compression.Deflate deflate)) {
            return null;
        }
        WebSocketExtensionData choice = extensions.getFirst();
        try {
            WebSocketExtension extension = client(deflate).handshakeExtension(choice);
            return extension != null && canCompress(choice, CLIENT_WINDOW)
                    ? new Agreed(extension, choice.parameters().containsKey(SERVER_FORGETS), text(choice))
                    : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Whether there is a compressor for a window of that size; a {@link NumberFormatException} where it is no number. */
    private static boolean canCompress(WebSocketExtensionData extension, String window) {
        String bits = extension.parameters().get(window);
        return bits == null || Integer.parseInt(bits) >= LEAST_WINDOW;
    }

    private static List<WebSocketExtensionData> extensions(List<String> lines) {
        // Empty elements of a list are passed over (RFC 9110, section 5.6.1); Netty would stumble over some.
        String list = lines.stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .filter(element -> !element.replace(';', ' ').isBlank())
                .collect(Collectors.joining(","));
        return WebSocketExtensionUtil.extractExtensions(list);
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
