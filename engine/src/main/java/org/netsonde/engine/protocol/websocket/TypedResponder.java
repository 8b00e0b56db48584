package org.netsonde.engine.protocol.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.message.HandlerFactory;
import org.netsonde.engine.message.MessageHandler;
import org.netsonde.engine.message.Peer;
import org.netsonde.engine.metrics.MeterWriter;

/**
 * A responder for {@link Typed} messages: it sees payloads, and its reply is of the kind of the message that it answers. What
 * is sent without having been asked just now is text where it is UTF-8, and binary otherwise.
 *
 * @param responder the settings of the responder
 */
record TypedResponder(HandlerFactory responder) implements HandlerFactory {

    @Override
    public MessageHandler handler() {
        return new Handler(responder.handler());
    }

    private static final class Handler implements MessageHandler {
        private final MessageHandler handler;
        private final Map<Long, TypedPeer> peers = new ConcurrentHashMap<>();

        Handler(MessageHandler handler) {
            this.handler = handler;
        }

        private TypedPeer of(Peer peer) {
            return peers.computeIfAbsent(peer.connectionId(), id -> new TypedPeer(peer));
        }

        @Override
        public void joined(Peer peer) {
            handler.joined(of(peer));
        }

        @Override
        public void left(Peer peer) {
            TypedPeer gone = peers.remove(peer.connectionId());
            handler.left(gone == null ? new TypedPeer(peer) : gone);
        }

        @Override
        public void writable(Peer peer) {
            handler.writable(of(peer));
        }

        @Override
        public void received(Peer peer, ByteBuf in, int index, int length) {
            TypedPeer typed = of(peer);
            typed.answering = Typed.kind(in, index);
            try {
                handler.received(typed, in, index + 1, length - 1);
            } finally {
                typed.answering = null;
            }
        }
    }

    /** A peer that is answered in kind. */
    private static final class TypedPeer implements Peer {
        private final Peer peer;
        private @Nullable Kind answering;

        TypedPeer(Peer peer) {
            this.peer = peer;
        }

        private ByteBuf typed(ByteBuf payload) {
            Kind kind = answering;
            if (kind != Kind.BINARY) {
                boolean text = ByteBufUtil.isText(payload, StandardCharsets.UTF_8);
                kind = text ? Kind.TEXT : Kind.BINARY;
            }
            return peer.alloc()
                    .buffer(1 + payload.readableBytes())
                    .writeByte(kind.opcode())
                    .writeBytes(payload, payload.readerIndex(), payload.readableBytes());
        }

        @Override
        public void reply(ByteBuf payload) {
            ByteBuf typed = typed(payload);
            try {
                peer.reply(typed);
            } finally {
                typed.release();
            }
        }

        @Override
        public void broadcast(ByteBuf payload, boolean includeSelf) {
            ByteBuf typed = typed(payload);
            try {
                peer.broadcast(typed, includeSelf);
            } finally {
                typed.release();
            }
        }

        @Override
        public long connectionId() {
            return peer.connectionId();
        }

        @Override
        public SocketAddress remote() {
            return peer.remote();
        }

        @Override
        public ByteBufAllocator alloc() {
            return peer.alloc();
        }

        @Override
        public boolean later(long delayNanos, int weight, Runnable task) {
            Kind kind = answering;
            return peer.later(delayNanos, weight, () -> {
                answering = kind;
                try {
                    task.run();
                } finally {
                    answering = null;
                }
            });
        }

        @Override
        public boolean isWritable() {
            return peer.isWritable();
        }

        @Override
        public boolean hasBackPressure() {
            return peer.hasBackPressure();
        }

        @Override
        public void close() {
            peer.close();
        }

        @Override
        public void note(Failure failure) {
            peer.note(failure);
        }

        @Override
        public MeterWriter meter() {
            return peer.meter();
        }
    }
}
