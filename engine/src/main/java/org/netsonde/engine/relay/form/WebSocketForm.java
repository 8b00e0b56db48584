package org.netsonde.engine.relay.form;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.relay.link.Heading;
import org.netsonde.engine.relay.link.Piece;

/** Messages of WebSocket (RFC 6455), behind a handshake of HTTP/1.1. Where there is none, HTTP passes in stretches. */
final class WebSocketForm extends HttpForm {

    private static final String EXTENSIONS = "sec-websocket-extensions";

    private final SecureRandom random = new SecureRandom();

    /**
     * Nothing has been said yet.
     *
     * @param most how many bytes of a message, with its frames, are waited for before the rest of it passes in stretches
     */
    WebSocketForm(int most) {
        super(most);
    }

    @Override
    Piece piece(ByteBuf payload, ByteBuf wire, HttpPart part) {
        payload.release();
        HttpHead head = part.head();
        if (head == null || !isWebSocket(head) || head.isReply()) {
            return Piece.stretch(wire, part);
        }
        return Piece.stretch(withoutExtensions(wire, head), part);
    }

    private static ByteBuf withoutExtensions(ByteBuf wire, HttpHead head) {
        if (head.values(EXTENSIONS).isEmpty()) {
            return wire;
        }
        int end = HttpHead.end(wire, wire.readerIndex(), wire.writerIndex());
        ByteBuf out = wire.alloc().buffer(wire.readableBytes());
        out.writeCharSequence(head.without(EXTENSIONS).text(), StandardCharsets.ISO_8859_1);
        out.writeBytes(wire, end, wire.writerIndex() - end);
        wire.release();
        return out;
    }

    private static boolean isWebSocket(HttpHead request) {
        return request.has("upgrade", "websocket");
    }

    @Override
    @Nullable
    Gathering switched(Heading heading, HttpHead request) {
        return isWebSocket(request) ? new WebSocketFrames(most()) : null;
    }

    @Override
    public ByteBuf pack(Heading heading, Piece piece, ByteBufAllocator alloc) {
        if (piece.form() instanceof HttpPart) {
            return super.pack(heading, piece, alloc);
        }
        ByteBuf wire = Unchanged.bytes(piece);
        if (wire != null) {
            return wire;
        }
        WebSocketFrames.Kind kind =
                piece.form() instanceof WebSocketFrames.Kind known ? known : WebSocketFrames.Kind.BINARY;
        ByteBuf out = WebSocketFrames.write(
                kind, piece.payload(), heading == Heading.TO_SERVER ? random.nextInt() : null, alloc);
        piece.release();
        return out;
    }
}
