package org.netsonde.engine.stream;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import org.netsonde.engine.transport.EventLoops;

/** Accepts connections with blocking sockets and gives each threads of its own, as the classic server does. */
final class ThreadAcceptor implements Acceptor {

    /** How long to wait after a failed accept, so that a lasting failure does not take a whole processor. */
    private static final long RETRY_NANOS = 10_000_000;

    private final StreamServer<?, ?> server;
    private final EventLoops loops;
    private final ServerSocket socket;
    private final ThreadMaker threads;
    /** Completes when nobody accepts any more; until then the system holds the port of a closed listener. */
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private ThreadAcceptor(StreamServer<?, ?> server, EventLoops loops, ServerSocket socket, ThreadMaker threads) {
        this.server = server;
        this.loops = loops;
        this.socket = socket;
        this.threads = threads;
    }

    static CompletionStage<Acceptor> bind(
            StreamServer<?, ?> server, EventLoops loops, InetSocketAddress address, ThreadMaker threads) {
        try {
            ServerSocket socket = new ServerSocket();
            try {
                socket.setReuseAddress(server.config().options().tcp().reuseAddress());
                socket.bind(address, server.config().options().backlog());
                ThreadAcceptor acceptor = new ThreadAcceptor(server, loops, socket, threads);
                threads.unstarted("netsonde-accept", acceptor::acceptAll).start();
                return CompletableFuture.completedFuture(acceptor);
            } catch (IOException | OutOfMemoryError e) {
                // The latter where the system has no more threads.
                socket.close();
                throw e;
            }
        } catch (IOException | OutOfMemoryError e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void acceptAll() {
        try {
            while (!socket.isClosed()) {
                accept();
            }
        } finally {
            ended.complete(null);
        }
    }

    private void accept() {
        try {
            serve(socket.accept());
        } catch (IOException ignored) {
            // A connection that was gone before it was accepted, no descriptors left, or the listener was closed.
            if (!socket.isClosed()) {
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    private void serve(Socket accepted) throws IOException {
        try {
            server.config().options().tcp().applyTo(accepted);
            BlockingConnection.start(server, loops, accepted, threads);
        } catch (IOException e) {
            accepted.close();
            throw e;
        }
    }

    @Override
    public SocketAddress local() {
        return socket.getLocalSocketAddress();
    }

    @Override
    public CompletionStage<Void> close() {
        try {
            socket.close();
            return ended;
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
