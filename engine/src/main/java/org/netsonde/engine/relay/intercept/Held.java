package org.netsonde.engine.relay.intercept;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.protocol.HeldMessage;
import org.netsonde.engine.relay.link.Piece;

/**
 * A message that a {@link HoldStage} holds, or has held. What the user wants of it is noted here by whatever thread; the stage
 * does it on its event loop.
 */
final class Held implements HeldMessage {

    private final Interception interception;
    private final HoldStage.Way way;
    private final long id;
    private final Instant at;
    private final Instant due;
    private final long connection;
    private final boolean toServer;
    private final byte[] content;
    private final boolean message;
    private final @Nullable Object form;
    private final Intercept.Decision onTimeout;
    private State state = State.WAITING;
    private byte @Nullable [] other;

    Held(
            Interception interception,
            Intercept settings,
            HoldStage.Way way,
            long connection,
            boolean toServer,
            Piece piece,
            byte[] content) {
        this.interception = interception;
        this.way = way;
        this.id = interception.held().nextId();
        this.at = interception.clock().instant();
        this.due = at.plus(settings.timeout());
        this.onTimeout = settings.onTimeout();
        this.connection = connection;
        this.toServer = toServer;
        this.content = content;
        this.message = piece.isMessage();
        this.form = piece.form();
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public Instant at() {
        return at;
    }

    @Override
    public Instant due() {
        return due;
    }

    @Override
    public long connection() {
        return connection;
    }

    @Override
    public boolean toServer() {
        return toServer;
    }

    @Override
    public synchronized State state() {
        return state;
    }

    @Override
    public byte[] content() {
        return content;
    }

    @Override
    public boolean forward(byte[] changed) {
        return decide(State.FORWARDED, Arrays.equals(changed, content) ? null : changed.clone(), true);
    }

    @Override
    public boolean drop() {
        return decide(State.DROPPED, null, true);
    }

    @Override
    public boolean replay(byte[] again) {
        return way.replay(id, again.clone(), message, form);
    }

    /** Passes it on as it is; on the event loop. */
    void letGo() {
        decide(State.FORWARDED, null, false);
    }

    /** Nobody has decided in time; on the event loop. */
    void timeOut() {
        decide(State.TIMED_OUT, null, false);
    }

    /** Its conversation is over; on the event loop. */
    void gone() {
        decide(State.GONE, null, false);
    }

    private boolean decide(State next, byte @Nullable [] instead, boolean wake) {
        synchronized (this) {
            if (state != State.WAITING) {
                return false;
            }
            state = next;
            other = instead;
        }
        interception.decided();
        if (wake) {
            way.wake();
        }
        return true;
    }

    /** What goes in its place; null if it goes itself. Given once, and not kept. */
    synchronized byte @Nullable [] takeOther() {
        byte[] given = other;
        other = null;
        return given;
    }

    /** Whether it passes, now that it is decided. */
    boolean passes() {
        State now = state();
        return now == State.FORWARDED || (now == State.TIMED_OUT && onTimeout == Intercept.Decision.FORWARD);
    }
}
