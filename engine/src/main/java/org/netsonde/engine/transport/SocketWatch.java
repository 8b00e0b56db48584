package org.netsonde.engine.transport;

import io.netty.channel.Channel;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the socket of one connection whenever somebody asks, and keeps what was seen last. Costs nothing while nobody
 * asks. Safe for threads.
 */
public interface SocketWatch {

    /** Sees nothing: for what has no socket of its own, such as a remote that sends datagrams. */
    SocketWatch NONE = new SocketWatch() {
        @Override
        public @Nullable SocketFacts latest() {
            return null;
        }

        @Override
        public void ask() {
            // Nothing to be seen.
        }

        @Override
        public long takeRetransmits() {
            return 0;
        }
    };

    /** Watches the socket of a channel, on its event loop. */
    static SocketWatch of(Channel channel) {
        return new ChannelWatch(channel);
    }

    /** Watches a blocking socket. */
    static SocketWatch of(Socket socket) {
        return new PlainWatch(socket);
    }

    /** What was seen last, which stays when the socket is closed; null before anything was seen. */
    @Nullable
    SocketFacts latest();

    /** Looks soon, unless a look is under way; never waits. */
    void ask();

    /** How many segments have been sent again since the last call, as far as was seen. For one caller. */
    long takeRetransmits();
}
