package org.netsonde.engine.protocol.websocket;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.Fact;
import org.netsonde.engine.security.account.Access;
import org.netsonde.engine.security.account.Permission;

/** Somebody who has logged in, on one connection. Safe for threads. */
final class Guest {

    private final Guests guests;
    private final Guests.Asked asked;
    private final Executor loop;
    private final Consumer<Guest> changed;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile Access access;

    /**
     * Somebody.
     *
     * @param asked what told who he is
     * @param loop where he is looked at
     * @param changed called, on any thread, when he has another role, or may not be there any more
     */
    Guest(Guests guests, Guests.Asked asked, Access access, Executor loop, Consumer<Guest> changed) {
        this.guests = guests;
        this.asked = asked;
        this.loop = loop;
        this.access = access;
        this.changed = changed;
    }

    Guests.Asked asked() {
        return asked;
    }

    Executor loop() {
        return loop;
    }

    /** Who he is, and what he may do as of now. */
    Access access() {
        return access;
    }

    void access(Access now) {
        boolean other = now.role() != access.role();
        access = now;
        if (other) {
            changed.accept(this);
        }
    }

    /** Whether he may say something. */
    boolean maySend() {
        return access.allows(Permission.WRITE);
    }

    /** Whether he may not be there any more. */
    boolean isOver() {
        return ended.get();
    }

    /** He may not be there any more. */
    void end() {
        if (ended.compareAndSet(false, true)) {
            changed.accept(this);
        }
    }

    /** He has gone. */
    void left() {
        guests.left(this);
    }

    /** What is known of him. */
    List<Fact> facts() {
        Access now = access;
        String role = now.role().name().toLowerCase(Locale.ROOT);
        return List.of(
                Fact.of("user", UpgradeStage.shown(now.user())),
                Fact.of("role", Phrase.of("choice." + role), Fact.Tone.PLAIN));
    }

    /** Without what gives access. */
    @Override
    public String toString() {
        return access.user();
    }
}
