package org.netsonde.engine.stream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Failures;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.load.Pooled;
import org.netsonde.engine.message.EscapeException;

/**
 * A connection of a pooled client, from the first attempt to make it to its end: has one message under way at a time, and sees
 * what comes unasked. Confined to the client's event loop.
 */
final class PooledConnection implements ClientSession.Owner {

    private final ClientCore<?> core;
    private final Home home;
    private final Connector connector;
    private @Nullable ClientSession session;
    private @Nullable Pooled<PooledConnection> slot;
    private @Nullable Errand errand;
    private @Nullable Failure trouble;
    private boolean answered;
    private boolean proved;
    private boolean spoiled;
    private boolean leaving;

    /** Whose connections they are. */
    interface Home {

        /** A connection stands. */
        Pooled<PooledConnection> opened(PooledConnection connection, InetSocketAddress address);

        /** A connection could not be made, which has been counted and told. */
        void failed(PooledConnection connection, Failure failure);

        /** A connection answers. */
        void proved();

        /** A connection that rests is of no use any more. */
        void spoiled(Pooled<PooledConnection> slot);

        /** A connection is gone. */
        void gone(Pooled<PooledConnection> slot);

        /** What a connection was out for was lost with it, and it never answered before. */
        void inVain(Failure failure);
    }

    PooledConnection(ClientCore<?> core, Home home) {
        this.core = core;
        this.home = home;
        this.connector = core.connector(this::open, this::notConnected);
    }

    /** Begins to make it. */
    void attempt() {
        connector.attempt();
    }

    /** Begins to make it, or to try again, after a pause that grows from time to time. */
    void attemptLater(Reconnect.BackOff backOff) {
        connector.attemptLater(backOff);
    }

    /** Gives up making it; false if it stands halfway, and tells when it is gone. */
    boolean cancel() {
        leaving = true;
        connector.cancel();
        ClientSession halfway = session;
        if (halfway == null) {
            return true;
        }
        halfway.connection().closeGently(Phrase.of("event.closedHere"));
        return false;
    }

    private void open(Channel channel, InetSocketAddress address) {
        ClientSession made = core.session(this, channel, address);
        session = made;
        try {
            core.install(made, address, failure -> {
                trouble = failure;
                core.context().fail().accept(failure);
            });
        } catch (RuntimeException e) {
            session = null;
            notConnected(Failures.of(e, Addresses.text(address)));
        }
    }

    private void notConnected(Failure failure) {
        core.note(failure);
        core.context().fail().accept(failure);
        home.failed(this, failure);
    }

    /** Its id within the endpoint, once it stands. */
    long id() {
        ClientSession open = session;
        return open == null ? 0 : open.connection().id();
    }

    /** Whether it can take a message now. */
    boolean isWhole() {
        ClientSession open = session;
        return open != null
                && !spoiled
                && errand == null
                && !open.connection().isClosing()
                && open.connection().channel().isActive();
    }

    /**
     * Sends a message; there must be none under way.
     *
     * @return how many bytes it takes on the wire
     * @throws EscapeException if it cannot be framed, and then it is as free as before
     */
    int begin(Errand next, byte[] payload) {
        ClientSession open = session;
        if (open == null) {
            throw new IllegalStateException("no connection");
        }
        // First, since the connection may be lost as it is written to.
        errand = next;
        answered = false;
        open.connection().rests(false);
        try {
            return open.send(payload);
        } catch (EscapeException e) {
            errand = null;
            open.connection().rests(true);
            throw e;
        }
    }

    /** Nobody waits for the answer any more, since it did not come in time: counts it. What still comes is nobody's. */
    void abandon(Failure failure) {
        errand = null;
        spoiled = true;
        ClientSession open = session;
        if (open != null && open.connection().fail(failure)) {
            core.context().fail().accept(failure);
        }
    }

    /** Begins to end it. */
    void end(Phrase why) {
        leaving = true;
        ClientSession open = session;
        if (open != null) {
            open.connection().closeGently(why);
        }
    }

    @Override
    public void connected(ClientSession opened) {
        trouble = null;
        opened.connection().rests(true);
        slot = home.opened(this, (InetSocketAddress) opened.connection().remote());
    }

    @Override
    public void proved() {
        proved = true;
        home.proved();
    }

    @Override
    public void heard(ClientSession on, ByteBuf in, int index, int length) {
        core.heard(on.connection(), in, index, length);
        Errand waiting = errand;
        if (waiting == null || answered) {
            spoil();
        } else {
            answered = true;
            waiting.answered(on, in, index, length);
        }
    }

    @Override
    public void begun() {
        if (errand == null || answered) {
            spoil();
        }
    }

    private void spoil() {
        spoiled = true;
        if (slot != null) {
            home.spoiled(slot);
        }
    }

    @Override
    public void answered(ClientSession on) {
        // More may come with the same read, so it is not free before all was read.
    }

    @Override
    public void readComplete() {
        Errand done = errand;
        ClientSession open = session;
        if (done != null && open != null && answered) {
            errand = null;
            open.connection().rests(true);
            done.over();
        }
    }

    @Override
    public void disconnected(ClientSession gone) {
        core.context().connections().closed(gone.connection().id());
        session = null;
        if (slot == null) {
            neverStood(gone);
            return;
        }
        Errand left = errand;
        errand = null;
        home.gone(slot);
        if (left == null) {
            return;
        } else if (answered) {
            left.over();
            return;
        }
        Failure failure = lost(gone);
        left.lost(failure);
        if (!proved && !leaving) {
            home.inVain(failure);
        }
    }

    private void neverStood(ClientSession gone) {
        Failure failure = trouble;
        trouble = null;
        if (failure != null || leaving) {
            home.failed(this, failure == null ? Failure.of(Failure.Kind.NOT_CONNECTED, "noConnection") : failure);
        } else {
            notConnected(Failure.of(
                    Failure.Kind.NOT_CONNECTED,
                    "connectionClosed",
                    Addresses.text(gone.connection().remote())));
        }
    }

    /** Says that nobody knows whether the peer has acted on the message; counts it, if nothing of this connection was counted. */
    private Failure lost(ClientSession gone) {
        if (leaving) {
            return Failure.of(Failure.Kind.NOT_CONNECTED, "noConnection");
        }
        Failure failure = Failure.of(
                Failure.Kind.NOT_CONNECTED,
                "poolLost",
                Addresses.text(gone.connection().remote()));
        if (trouble == null) {
            core.note(failure);
            core.context().fail().accept(failure);
        }
        return failure;
    }
}
