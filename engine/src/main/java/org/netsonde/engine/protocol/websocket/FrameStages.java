package org.netsonde.engine.protocol.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/** The stages of frames: decoder and encoder, compression where it was agreed on, and what else RFC 6455 wants checked. */
final class FrameStages {

    private FrameStages() {}

    /** Puts them before {@link WebSocketLayer#MESSAGES}. */
    static void install(
            ChannelPipeline pipeline, boolean server, Deflating.@Nullable Agreed deflating, WebSocketOptions options) {
        WebSocketDecoderConfig config = WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(longestFrame(options, deflating != null))
                .expectMaskedFrames(server)
                .allowMaskMismatch(false)
                .allowExtensions(deflating != null)
                // WebSocketStage answers with the right code, and writes it down.
                .closeOnProtocolViolation(false)
                .withUTF8Validator(true)
                .build();
        add(pipeline, "frames-in", new WebSocket13FrameDecoder(config));
        add(pipeline, "frames-out", new WebSocket13FrameEncoder(!server));
        if (deflating != null) {
            add(pipeline, "reserved", new ReservedBits(deflating.extension().rsv()));
            add(pipeline, "inflate", new Inflating(deflating.peerForgets(), (int)
                    options.maxMessage().bytes()));
            add(pipeline, "deflate", deflating.extension().newExtensionEncoder());
        }
        add(pipeline, "utf-8", new Utf8FrameValidator(false));
    }

    /** What cannot be compressed grows a little when it is, at most as zlib's {@code deflateBound} says. */
    private static int longestFrame(WebSocketOptions options, boolean compressed) {
        // Frames that control the connection are no messages.
        int longest = Math.max(
                WebSocketMessage.MAX_CONTROL, (int) options.maxMessage().bytes());
        return compressed ? longest + (longest >> 3) + (longest >> 6) + 16 : longest;
    }

    private static void add(ChannelPipeline pipeline, String name, io.netty.channel.ChannelHandler stage) {
        pipeline.addBefore(WebSocketLayer.MESSAGES, name, stage);
    }

    /**
     * With an extension the decoder lets all reserved bits pass. That of the extension stands in the first frame of a message
     * only (RFC 7692, section 6); the others are an error anywhere.
     */
    private static final class ReservedBits extends ChannelInboundHandlerAdapter {
        private final int defined;

        ReservedBits(int defined) {
            this.defined = defined;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            boolean first = message instanceof TextWebSocketFrame || message instanceof BinaryWebSocketFrame;
            if (message instanceof WebSocketFrame frame && (frame.rsv() & ~(first ? defined : 0)) != 0) {
                int rsv = frame.rsv();
                ReferenceCountUtil.release(message);
                throw new CorruptedWebSocketFrameException(
                        WebSocketCloseStatus.PROTOCOL_ERROR, "reserved bits that no extension defines here: " + rsv);
            }
            ctx.fireChannelRead(message);
        }
    }
}
