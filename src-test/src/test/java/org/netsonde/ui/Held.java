package org.netsonde.ui;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.netsonde.engine.protocol.HeldMessage;
import org.netsonde.engine.protocol.HeldMessages;

/** A message that is held back, and what became of it. */
final class Held implements HeldMessage {

    /** What was passed on in its place, and sent once more. */
    final List<String> sent = new ArrayList<>();

    private final HeldMessages among;
    private final long id;
    private final boolean toServer;
    private final byte[] content;
    private final Instant at = Instant.now();
    private volatile State state = State.WAITING;

    Held(HeldMessages among, boolean toServer, String content) {
        this.among = among;
        this.id = among.nextId();
        this.toServer = toServer;
        this.content = content.getBytes(StandardCharsets.UTF_8);
        among.add(this);
    }

    /** It is decided without the user. */
    void becomes(State now) {
        state = now;
        among.changed();
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
        return at.plus(Duration.ofSeconds(30));
    }

    @Override
    public long connection() {
        return 7;
    }

    @Override
    public boolean toServer() {
        return toServer;
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public byte[] content() {
        return content;
    }

    @Override
    public boolean forward(byte[] bytes) {
        if (state != State.WAITING) {
            return false;
        }
        sent.add(new String(bytes, StandardCharsets.UTF_8));
        becomes(State.FORWARDED);
        return true;
    }

    @Override
    public boolean drop() {
        boolean waits = state == State.WAITING;
        if (waits) {
            becomes(State.DROPPED);
        }
        return waits;
    }

    @Override
    public boolean replay(byte[] bytes) {
        sent.add(new String(bytes, StandardCharsets.UTF_8));
        return state != State.GONE;
    }
}
