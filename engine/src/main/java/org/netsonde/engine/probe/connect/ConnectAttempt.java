package org.netsonde.engine.probe.connect;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;

/**
 * One attempt to connect, and what came of it.
 *
 * @param family the address family that it belongs to
 * @param number which attempt to this family it was, from 1 on
 * @param address where it was aimed
 * @param due when it was to begin, from the beginning of the series on
 * @param began when it began, in the same way; later than due where this machine was busy
 * @param outcome what came of it
 * @param took from its beginning to its outcome
 * @param failure why it failed; null where it did not
 */
public record ConnectAttempt(
        AddressFamily family,
        int number,
        InetSocketAddress address,
        Duration due,
        Duration began,
        Outcome outcome,
        Duration took,
        @Nullable Failure failure) {

    /** What can come of an attempt. */
    public enum Outcome {
        /** The connection stood, and was closed. */
        CONNECTED,
        /** The host answered that nobody listens there. */
        REFUSED,
        /** Nothing was heard in time: lost. */
        TIMED_OUT,
        /** It could not be tried, or there is no way to the host. */
        FAILED
    }
}
