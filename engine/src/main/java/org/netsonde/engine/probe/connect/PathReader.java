package org.netsonde.engine.probe.connect;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.epoll.EpollTcpInfo;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.netsonde.engine.Phrase;

/** Reads what the system knows of the way of a connection. Stateless. */
final class PathReader {

    private PathReader() {}

    /** What is known, or why it cannot be read. */
    static PathFacts read(Channel channel) {
        if (!(channel instanceof EpollSocketChannel epoll)) {
            return PathFacts.unreadable(Phrase.of("probe.path.transport"));
        }
        try {
            EpollTcpInfo info = epoll.tcpInfo();
            return info.pmtu() == 0 && info.sndMss() == 0
                    ? PathFacts.unreadable(Phrase.of("probe.path.silent"))
                    : new PathFacts(
                            Math.toIntExact(info.sndMss()),
                            Math.toIntExact(info.rcvMss()),
                            Math.toIntExact(info.pmtu()),
                            micros(info.rtt()),
                            micros(info.rttvar()),
                            null);
        } catch (ChannelException e) {
            // Closed by the peer meanwhile.
            return PathFacts.unreadable(Phrase.of("probe.path.silent"));
        }
    }

    private static Duration micros(long time) {
        return Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(time));
    }
}
