package org.netsonde.engine.protocol.websocket;

import io.netty.handler.codec.http.HttpHeaderValidationUtil;
import java.time.Duration;
import java.util.List;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.http.Header;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.SettingsException;

/**
 * What the settings of servers and clients have in common.
 *
 * @param subprotocols what may be spoken, the preferred first: a client offers them, a server takes the first offered one
 *     that it knows
 * @param headers sent with the opening handshake besides those that it needs
 * @param compression whether messages are compressed
 * @param maxMessage the longest message that is taken in, after decompression
 * @param fragmentSize messages longer than this are sent in several frames; 0 for never
 * @param pingInterval how often the peer is asked whether it is still there; 0 for never
 * @param pongTimeout how long it may take to say so before the connection is ended
 * @param handshakeTimeout how long the opening handshake may take
 */
public record WebSocketOptions(
        @Option(group = "websocket", max = 32) List<String> subprotocols,
        @Option(group = "websocket", max = 100) List<Header> headers,
        @Option(group = "websocket") Compression compression,

        @Option(group = "websocket", min = 1, max = 1 << 30) DataSize maxMessage,

        @Option(group = "websocket", min = 0, max = 1 << 30) DataSize fragmentSize,

        @Option(group = "websocket", min = 0, max = 3_600_000_000_000L)
        Duration pingInterval,

        @Option(group = "websocket", min = 1_000_000, max = 3_600_000_000_000L)
        Duration pongTimeout,

        @Option(group = "limits", min = 1_000_000, max = 3_600_000_000_000L)
        Duration handshakeTimeout) {

    public WebSocketOptions {
        subprotocols = List.copyOf(subprotocols);
        headers = List.copyOf(headers);
        for (int i = 0; i < subprotocols.size(); i++) {
            String name = subprotocols.get(i);
            if (name.isEmpty() || HttpHeaderValidationUtil.validateToken(name) != -1) {
                throw new SettingsException("subprotocols[" + i + "]", Phrase.of("problem.subprotocol", name));
            }
        }
        for (int i = 0; i < headers.size(); i++) {
            if (UpgradeFields.isOwn(headers.get(i).name())) {
                throw new SettingsException(
                        "headers[" + i + "].name",
                        Phrase.of("problem.headerOwn", headers.get(i).name()));
            }
        }
    }

    /** Messages of up to 16 MiB, compressed where the peer agrees, in one frame each, without pings. */
    public WebSocketOptions() {
        this(
                List.of(),
                List.of(),
                new Compression.Deflate(),
                new DataSize(16 << 20),
                new DataSize(0),
                Duration.ZERO,
                Duration.ofSeconds(10),
                Duration.ofSeconds(10));
    }
}
