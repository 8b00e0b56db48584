package org.netsonde.engine.probe.tls;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections to the server that is inspected: few at once, each for a limited time, all of them ended when it is
 * closed. Safe for threads; methods block.
 */
final class Connector implements AutoCloseable {

    private static final int AT_ONCE = 2;

    /** How long a server has to notice that a connection is over, where it bears one only. */
    private static final int PARTING_MILLIS = 300;

    private static final int PARTING_BYTES = 64 << 10;

    private final List<InetSocketAddress> addresses;
    private volatile @Nullable InetSocketAddress reached;
    private final Duration patience;
    private final long deadline;
    private final Semaphore free = new Semaphore(AT_ONCE, true);
    private final AtomicInteger alone = new AtomicInteger();
    private volatile boolean oneByOne;
    private final Set<Link> links = new HashSet<>();
    private boolean closed;

    /**
     * Connections to the first of some addresses where somebody is.
     *
     * @param addresses not empty
     * @param patience how long one may take, from beginning to end
     * @param limit how long all may take, from now on
     */
    Connector(List<InetSocketAddress> addresses, Duration patience, Duration limit) {
        this.addresses = List.copyOf(addresses);
        this.patience = patience;
        this.deadline = System.nanoTime() + limit.toNanos();
    }

    /** Where they go; the first address until there was a connection. */
    InetSocketAddress address() {
        InetSocketAddress known = reached;
        return known == null ? addresses.getFirst() : known;
    }

    /** From now on there is one connection at a time, each of which is ended in order: for servers that bear no more. */
    void goOneByOne() {
        oneByOne = true;
    }

    /** Whether the time of all is over. */
    boolean isOver() {
        return deadline - System.nanoTime() <= 0;
    }

    /**
     * A new connection.
     *
     * @throws SocketTimeoutException if it does not come about in time, or the time of all is over
     * @throws CancellationException if this was closed
     */
    Link open() throws IOException {
        return open(oneByOne ? AT_ONCE : 1);
    }

    /**
     * A new connection beside which there is no other: it waits until those that there are have been ended.
     *
     * @throws SocketTimeoutException if it does not come about in time, or the time of all is over
     * @throws CancellationException if this was closed
     */
    Link openAlone() throws IOException {
        // Those that are on their way out tell the server so.
        alone.incrementAndGet();
        try {
            return open(AT_ONCE);
        } finally {
            alone.decrementAndGet();
        }
    }

    private Link open(int permits) throws IOException {
        InetSocketAddress known = reached;
        if (known != null) {
            return open(permits, known);
        }
        IOException first = null;
        for (InetSocketAddress address : addresses) {
            try {
                Link link = open(permits, address);
                reached = address;
                return link;
            } catch (IOException e) {
                check();
                first = first == null ? e : first;
            }
        }
        throw first == null ? new SocketTimeoutException() : first;
    }

    private Link open(int permits, InetSocketAddress address) throws IOException {
        try {
            if (!free.tryAcquire(permits, deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw new SocketTimeoutException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cancelled(e);
        }
        // Waiting for the others is not what the server takes.
        long left = Math.min(patience.toNanos(), deadline - System.nanoTime());
        if (left <= 0) {
            free.release(permits);
            throw new SocketTimeoutException();
        }
        Link link = new Link(permits, left);
        boolean connected = false;
        try {
            link.connect(address, left);
            connected = true;
        } finally {
            if (!connected) {
                link.close();
            }
        }
        return link;
    }

    private synchronized void add(Link link) {
        if (closed) {
            throw new CancellationException();
        }
        links.add(link);
    }

    private synchronized void remove(Link link) {
        links.remove(link);
    }

    /** Whether it was closed. */
    synchronized boolean isClosed() {
        return closed;
    }

    /** Throws what tells that somebody wants no more of it. */
    void check() {
        if (isClosed()) {
            throw new CancellationException();
        }
    }

    private static CancellationException cancelled(Throwable cause) {
        CancellationException cancelled = new CancellationException();
        cancelled.initCause(cause);
        return cancelled;
    }

    @Override
    public void close() {
        Set<Link> open;
        synchronized (this) {
            closed = true;
            open = Set.copyOf(links);
        }
        open.forEach(Link::cut);
    }

    /** A connection. */
    final class Link implements AutoCloseable {

        private final int permits;
        private final CountingSocket socket = new CountingSocket();
        private final CompletableFuture<Void> guard;
        private long connectNanos;
        private volatile boolean expired;
        private boolean released;

        private Link(int permits, long nanos) {
            this.permits = permits;
            guard = new CompletableFuture<Void>().completeOnTimeout(null, nanos, TimeUnit.NANOSECONDS);
        }

        private void connect(InetSocketAddress address, long nanos) throws IOException {
            add(this);
            guard.thenRun(() -> {
                expired = true;
                cut();
            });
            long begin = System.nanoTime();
            try {
                socket.setTcpNoDelay(true);
                socket.connect(address, (int) Math.max(1, nanos / 1_000_000));
                socket.setSoTimeout((int) Math.max(1, nanos / 1_000_000));
            } catch (SocketException e) {
                throw told(e);
            }
            connectNanos = System.nanoTime() - begin;
        }

        /** How long connecting took. */
        long connectNanos() {
            return connectNanos;
        }

        /** How many bytes have been read of it. */
        long received() {
            return socket.received();
        }

        /** For what wraps it; not to be closed but by this link. */
        Socket socket() {
            return socket;
        }

        void send(byte[] bytes) throws IOException {
            try {
                socket.getOutputStream().write(bytes);
            } catch (SocketException e) {
                // Whoever does not want to hear may have said why: that is read.
                if (expired || isClosed()) {
                    throw told(e);
                }
            }
        }

        /** What comes, until the time is over. */
        InputStream input() throws IOException {
            return new FilterInputStream(socket.getInputStream()) {
                @Override
                public int read() throws IOException {
                    try {
                        return super.read();
                    } catch (SocketException e) {
                        throw told(e);
                    }
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    try {
                        return super.read(bytes, offset, length);
                    } catch (SocketException e) {
                        throw told(e);
                    }
                }
            };
        }

        /** What an error of the socket stands for, which may be that this side has ended it. */
        IOException told(IOException error) {
            if (expired) {
                SocketTimeoutException timeout = new SocketTimeoutException();
                timeout.initCause(error);
                return timeout;
            } else if (isClosed()) {
                throw cancelled(error);
            }
            return error;
        }

        /** Ends what is done with it, from any thread. */
        void cut() {
            try {
                socket.close();
            } catch (IOException e) {
                // It is of no more use either way.
            }
        }

        @Override
        public void close() {
            if (oneByOne || alone.get() > 0 || permits > 1) {
                part();
            }
            guard.cancel(false);
            cut();
            remove(this);
            synchronized (this) {
                if (!released) {
                    released = true;
                    free.release(permits);
                }
            }
        }

        /** Has the server see that it is over before the next one begins; not for long. */
        private void part() {
            if (socket.isClosed() || !socket.isConnected()) {
                return;
            }
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PARTING_MILLIS);
            try {
                socket.setSoTimeout(PARTING_MILLIS);
                socket.shutdownOutput();
                InputStream in = socket.getInputStream();
                byte[] buffer = new byte[8192];
                int left = PARTING_BYTES;
                int count = 0;
                while (count >= 0 && left > 0 && System.nanoTime() - end < 0) {
                    count = in.read(buffer);
                    left -= count;
                }
            } catch (IOException e) {
                // Then it is over already, or the server does not care.
            }
        }
    }
}
