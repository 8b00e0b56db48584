package org.netsonde.engine.protocol.websocket;

import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpServerCodec;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.http.SentHeaders;
import org.netsonde.engine.message.Packing;
import org.netsonde.engine.stream.Installation;
import org.netsonde.engine.stream.MessageLayer;

/**
 * WebSocket as the message layer of a stream: at first the stages of the opening handshake, {@link #HTTP} and
 * {@link #UPGRADE}, which then give way to those of frames (see {@link FrameStages}); {@link #MESSAGES} stays.
 *
 * @param server whether it answers the handshake; else it asks for it
 * @param path the path that a server has, empty for any; the path and query that a client asks for
 * @param options what servers and clients have in common
 * @param credentials header fields of the settings, with their secrets, and who asks
 * @param guests whom a server lets in; null for everybody
 */
record WebSocketLayer(
        boolean server,
        String path,
        WebSocketOptions options,
        Credentials credentials,
        @Nullable Guests guests) implements MessageLayer {

    /** Reads and writes the requests and responses of the opening handshake. */
    static final String HTTP = "http";
    /** The opening handshake. */
    static final String UPGRADE = "upgrade";
    /** Whole messages, pings and the closing handshake. */
    static final String MESSAGES = "messages";

    private static final Envelope PACKING = new Envelope();

    /** The longest first line of a request or response. */
    static final int MAX_LINE = 8 << 10;
    /** The longest head of a request or response. */
    static final int MAX_HEAD = 64 << 10;

    private static final int CHUNK = 8 << 10;

    @Override
    public Packing packing() {
        return PACKING;
    }

    @Override
    public CompletableFuture<?> ready() {
        return credentials.ready();
    }

    /** The header fields as they are to be sent now. */
    SentHeaders headers() {
        return credentials.fields();
    }

    @Override
    public void install(Installation to) {
        WebSocketStage stage = new WebSocketStage(to, server, options);
        to.pipeline().addLast(HTTP, codec());
        to.pipeline()
                .addLast(
                        UPGRADE,
                        server ? new UpgradeServerStage(to, this, stage) : new UpgradeClientStage(to, this, stage));
        to.pipeline().addLast(MESSAGES, stage);
    }

    private ChannelHandler codec() {
        return server ? new HttpServerCodec(MAX_LINE, MAX_HEAD, CHUNK) : new HttpClientCodec(MAX_LINE, MAX_HEAD, CHUNK);
    }
}
