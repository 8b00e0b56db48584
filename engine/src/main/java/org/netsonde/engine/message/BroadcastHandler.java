package org.netsonde.engine.message;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Sends every message to everybody behind the sender's address, and remembers a bounded number for those who join. */
final class BroadcastHandler implements MessageHandler {

    /** The most that is remembered, whatever the number of messages. */
    private static final int HISTORY_BYTES = 1 << 20;

    private final int replay;
    private final boolean includeSender;
    private final Deque<byte[]> history = new ArrayDeque<>();
    private long remembered;

    BroadcastHandler(int replay, boolean includeSender) {
        this.replay = replay;
        this.includeSender = includeSender;
    }

    @Override
    public void joined(Peer peer) {
        List<byte[]> past;
        synchronized (history) {
            past = List.copyOf(history);
        }
        past.forEach(message -> peer.reply(Unpooled.wrappedBuffer(message)));
    }

    @Override
    public void received(Peer peer, ByteBuf in, int index, int length) {
        byte[] sender = (text(peer.remote()) + ": ").getBytes(StandardCharsets.UTF_8);
        ByteBuf out = peer.alloc().buffer(sender.length + length);
        try {
            out.writeBytes(sender).writeBytes(in, index, length);
            remember(out);
            peer.broadcast(out, includeSender);
        } finally {
            out.release();
        }
    }

    private void remember(ByteBuf message) {
        if (replay == 0 || message.readableBytes() > HISTORY_BYTES) {
            return;
        }
        byte[] copy = ByteBufUtil.getBytes(message);
        synchronized (history) {
            history.addLast(copy);
            remembered += copy.length;
            while (history.size() > replay || remembered > HISTORY_BYTES) {
                remembered -= history.removeFirst().length;
            }
        }
    }

    private static String text(SocketAddress address) {
        return address instanceof InetSocketAddress inet
                ? inet.getHostString() + ":" + inet.getPort()
                : String.valueOf(address);
    }
}
