package org.netsonde.engine.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.kqueue.KQueueSocketChannel;
import io.netty.channel.unix.RawUnixChannelOption;
import io.netty.channel.uring.IoUringSocketChannel;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;

/**
 * Watches the socket of a channel. Looks on the channel's event loop alone, where no descriptor can be closed meanwhile and be
 * given to another socket.
 */
final class ChannelWatch implements SocketWatch {

    /** {@code IPPROTO_TCP} and {@code TCP_INFO} of Linux. */
    private static final ChannelOption<ByteBuffer> TCP_INFO =
            new RawUnixChannelOption("TCP_INFO", 6, 11, TcpInfo.LENGTH);

    private final Channel channel;
    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile @Nullable SocketFacts latest;
    private long taken;

    ChannelWatch(Channel channel) {
        this.channel = channel;
    }

    @Override
    public @Nullable SocketFacts latest() {
        return latest;
    }

    @Override
    public void ask() {
        if (channel.isActive() && asked.compareAndSet(false, true)) {
            try {
                channel.eventLoop().execute(this::look);
            } catch (RejectedExecutionException e) {
                // The loop has ended, and the socket with it.
                asked.set(false);
            }
        }
    }

    private void look() {
        try {
            if (channel.isActive()) {
                latest = read();
            }
        } catch (ChannelException ignored) {
            // Closed by the system meanwhile: what was seen before stays.
        } finally {
            asked.set(false);
        }
    }

    private @Nullable SocketFacts read() {
        Integer send = channel.config().getOption(ChannelOption.SO_SNDBUF);
        Integer receive = channel.config().getOption(ChannelOption.SO_RCVBUF);
        if (send == null || receive == null) {
            // No socket, such as a channel between two parts of this program.
            return null;
        }
        boolean linux = channel instanceof EpollSocketChannel || channel instanceof IoUringSocketChannel;
        ByteBuffer info = linux ? channel.config().getOption(TCP_INFO) : null;
        return info == null
                ? new SocketFacts(send, receive, null, untold())
                : new SocketFacts(send, receive, TcpInfo.of(info), null);
    }

    private Phrase untold() {
        return Phrase.of(channel instanceof KQueueSocketChannel ? "fact.untold.kqueue" : "fact.untold.nio");
    }

    @Override
    public long takeRetransmits() {
        SocketFacts seen = latest;
        if (seen == null || seen.tcp() == null) {
            return 0;
        }
        long before = taken;
        taken = Math.max(before, seen.tcp().retransmits());
        return taken - before;
    }
}
