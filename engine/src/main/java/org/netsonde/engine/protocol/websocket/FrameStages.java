package org.netsonde.engine.protocol.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtension;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/** The stages of frames: decoder and encoder, compression where it was agreed on, and what else RFC 6455 wants checked. */
final class FrameStages {

    private FrameStages() {}

    /** Puts them before {@link WebSocketLayer#MESSAGES}. */
    static void install(
            ChannelPipeline pipeline,
            boolean server,
            @Nullable WebSocketExtension extension,
            WebSocketOptions options) {
        WebSocketDecoderConfig config = WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength((int) options.maxMessage().bytes())
                .expectMaskedFrames(server)
                .allowMaskMismatch(false)
                .allowExtensions(extension != null)
                // WebSocketStage answers with the right code, and writes it down.
                .closeOnProtocolViolation(false)
                .withUTF8Validator(true)
                .build();
        add(pipeline, "frames-in", new WebSocket13FrameDecoder(config));
        add(pipeline, "frames-out", new WebSocket13FrameEncoder(!server));
        if (extension != null) {
            add(pipeline, "inflate", extension.newExtensionDecoder());
            add(pipeline, "deflate", extension.newExtensionEncoder());
            add(pipeline, "reserved", new ReservedBits());
        }
        add(pipeline, "utf-8", new Utf8FrameValidator(false));
    }

    private static void add(ChannelPipeline pipeline, String name, io.netty.channel.ChannelHandler stage) {
        pipeline.addBefore(WebSocketLayer.MESSAGES, name, stage);
    }

    /** With an extension the decoder lets all reserved bits pass: those that no extension has cleared are an error. */
    private static final class ReservedBits extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (message instanceof WebSocketFrame frame && frame.rsv() != 0) {
                int rsv = frame.rsv();
                ReferenceCountUtil.release(message);
                throw new CorruptedWebSocketFrameException(
                        WebSocketCloseStatus.PROTOCOL_ERROR, "reserved bits that no extension defines: " + rsv);
            }
            ctx.fireChannelRead(message);
        }
    }
}
