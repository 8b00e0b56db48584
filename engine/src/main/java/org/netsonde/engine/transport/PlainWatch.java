package org.netsonde.engine.transport;

import java.net.Socket;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;

/** Watches a blocking socket, of which Java tells the sizes of its buffers alone. */
final class PlainWatch implements SocketWatch {

    private final Socket socket;
    private volatile @Nullable SocketFacts latest;

    PlainWatch(Socket socket) {
        this.socket = socket;
    }

    @Override
    public @Nullable SocketFacts latest() {
        return latest;
    }

    @Override
    public void ask() {
        try {
            latest = new SocketFacts(
                    socket.getSendBufferSize(), socket.getReceiveBufferSize(), null, Phrase.of("fact.untold.blocking"));
        } catch (SocketException ignored) {
            // Closed meanwhile: what was seen before stays.
        }
    }

    @Override
    public long takeRetransmits() {
        return 0;
    }
}
