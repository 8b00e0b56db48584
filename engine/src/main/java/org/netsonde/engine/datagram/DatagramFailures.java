package org.netsonde.engine.datagram;

import java.net.PortUnreachableException;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Failures;

/** Failures in the words of datagrams, where those of connections would mislead. */
public final class DatagramFailures {

    private DatagramFailures() {}

    /** The failure of an exception about {@code where}. */
    public static Failure of(Throwable error, String where) {
        Failure failure = Failures.of(error, where);
        boolean refused =
                error instanceof PortUnreachableException || failure.kind() == Failure.Kind.CONNECTION_REFUSED;
        return refused ? Failure.of(Failure.Kind.CONNECTION_REFUSED, "portUnreachable", where) : failure;
    }

    /** What a client says that could not aim at {@code where}: not allowed then means that it is a broadcast address. */
    public static Failure ofAiming(Throwable error, String where) {
        Failure failure = of(error, where);
        return failure.kind() == Failure.Kind.PERMISSION_DENIED
                ? Failure.of(Failure.Kind.PERMISSION_DENIED, "broadcastDenied", where)
                : failure;
    }

    /** A message that no datagram holds. */
    public static Failure tooLong(int bytes) {
        return Failure.of(Failure.Kind.FRAME_TOO_LARGE, "datagramTooLong", bytes, DatagramPort.MAX_PAYLOAD);
    }
}
