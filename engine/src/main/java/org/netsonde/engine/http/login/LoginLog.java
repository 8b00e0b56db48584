package org.netsonde.engine.http.login;

import java.util.concurrent.atomic.AtomicInteger;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.message.Escapes;
import org.netsonde.engine.metrics.MeterWriter;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.Subscription;
import org.netsonde.engine.security.account.AccountList;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.TrafficTap;

/** Notes and counts what a gate does; never a password nor a token. Safe for threads. */
final class LoginLog {

    private static final int MOST_SHOWN = 64;

    private final EndpointContext context;
    private final TrafficTap tap;
    private final MeterWriter meter;
    private final AccountList accounts;
    private final Subscription reading;
    private final AtomicInteger counted = new AtomicInteger();

    LoginLog(EndpointContext context, AccountList accounts) {
        this.context = context;
        this.accounts = accounts;
        // No event loop owns them, as they are used by threads of their own.
        tap = context.traffic().tap(this);
        meter = context.meter().writer(this);
        reading = context.meter().beforeReading(this::countSessions);
    }

    private void countSessions() {
        countSessions(accounts.sessions().size());
    }

    private void countSessions(int now) {
        meter.add(LoginMetrics.SESSIONS, (long) now - counted.getAndSet(now));
    }

    /** Somebody has logged in. */
    void loggedIn(long connection, String user) {
        meter.add(LoginMetrics.LOGINS, 1);
        note(connection, Phrase.of("event.login.in", user));
    }

    /** Somebody has tried to log in. */
    void refused(long connection, String name, boolean locked) {
        meter.add(LoginMetrics.REFUSED, 1);
        note(connection, Phrase.of(locked ? "event.login.locked" : "event.login.refused", shown(name)));
    }

    /** Somebody has logged out. */
    void loggedOut(long connection, String user) {
        note(connection, Phrase.of("event.login.out", user));
    }

    /** There is another user. */
    void registered(long connection, String user) {
        note(connection, Phrase.of("event.login.registered", user));
    }

    /** Something went wrong here, which is not the peer's doing. */
    void failed(Failure failure) {
        meter.failed(failure.kind());
        context.fail().accept(failure);
    }

    private void note(long connection, Phrase what) {
        tap.event(connection, Direction.NOTED, what.toString(), System.nanoTime());
    }

    private static String shown(String name) {
        return Escapes.shown(name, MOST_SHOWN);
    }

    void close() {
        reading.close();
        countSessions(0);
    }
}
