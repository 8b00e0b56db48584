package org.netsonde.engine;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.SystemErrors.Condition;
import org.netsonde.engine.message.FrameTooLargeException;
import org.netsonde.engine.tls.TlsFailures;

/**
 * Turns exceptions into {@link Failure}s: the one place where that is decided. The transports report the same condition by
 * different classes, so the message of the system is looked at where the class says too little.
 */
public final class Failures {

    private static final SystemErrors SYSTEM = SystemErrors.ofThisSystem();

    private Failures() {}

    /** The failure of an exception that has no address to name. */
    public static Failure of(@Nullable Throwable error) {
        return of(error, "");
    }

    /**
     * The failure of an exception.
     *
     * @param where the {@code host:port} that it is about, or the peer
     */
    public static Failure of(@Nullable Throwable thrown, String where) {
        Throwable error = unwrap(thrown);
        if (error instanceof FailureException known) {
            return known.failure();
        }
        Failure tls = TlsFailures.of(error, where);
        if (tls != null) {
            return tls;
        }
        String text = message(error).toLowerCase(Locale.ROOT);
        if (error instanceof FrameTooLargeException tooLarge) {
            return tooLarge(tooLarge, where);
        } else if (error instanceof FileSystemException || error instanceof FileNotFoundException) {
            // Before the texts: theirs begin with a path, which may say anything.
            return Failure.of(Failure.Kind.FILE, "file", message(error));
        } else if (error instanceof UnknownHostException || error instanceof UnresolvedAddressException) {
            return Failure.of(Failure.Kind.UNKNOWN_HOST, "unknownHost", host(where));
        } else if (tells(text, Condition.ADDRESS_IN_USE)) {
            return Failure.of(Failure.Kind.ADDRESS_IN_USE, "addressInUse", where, port(where));
        } else if (tells(text, Condition.PERMISSION_DENIED)) {
            return Failure.of(Failure.Kind.PERMISSION_DENIED, "permissionDenied", where, port(where));
        } else if (tells(text, Condition.ADDRESS_NOT_AVAILABLE)) {
            return Failure.of(Failure.Kind.ADDRESS_NOT_AVAILABLE, "addressNotAvailable", host(where));
        } else if (tells(text, Condition.TIMED_OUT) || error instanceof SocketTimeoutException) {
            return Failure.of(Failure.Kind.CONNECT_TIMEOUT, "connectTimeout", where);
        } else if (tells(text, Condition.REFUSED)) {
            return Failure.of(Failure.Kind.CONNECTION_REFUSED, "connectionRefused", where);
        } else if (error instanceof NoRouteToHostException
                || tells(text, Condition.NETWORK_UNREACHABLE, Condition.NO_ROUTE)) {
            return Failure.of(Failure.Kind.UNREACHABLE, "unreachable", where);
        } else if (tells(text, Condition.RESET, Condition.BROKEN_PIPE, Condition.ABORTED)) {
            return Failure.of(Failure.Kind.CONNECTION_RESET, "connectionReset", where);
        } else if (error instanceof ConnectException) {
            return Failure.of(Failure.Kind.CONNECTION_REFUSED, "connectionRefused", where);
        } else if (error instanceof ClosedChannelException) {
            return Failure.of(Failure.Kind.NOT_CONNECTED, "connectionClosed", where);
        } else if (error instanceof IOException) {
            return Failure.of(Failure.Kind.IO, "io", where.isEmpty() ? "-" : where, message(error));
        }
        return Failure.of(Failure.Kind.INTERNAL, "internal", error == null ? "?" : error.toString());
    }

    private static boolean tells(String text, Condition... conditions) {
        return SYSTEM.tells(text, conditions);
    }

    private static Failure tooLarge(FrameTooLargeException error, String where) {
        // A length field of eight bytes can say more than a long holds.
        String length = error.length() < 0 ? Long.toUnsignedString(error.length()) : Long.toString(error.length());
        return Failure.of(Failure.Kind.FRAME_TOO_LARGE, "frameTooLarge", where, length, error.limit());
    }

    private static @Nullable Throwable unwrap(@Nullable Throwable error) {
        Throwable cause = error;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static String message(@Nullable Throwable error) {
        return error == null || error.getMessage() == null ? String.valueOf(error) : error.getMessage();
    }

    private static String host(String where) {
        int colon = where.lastIndexOf(':');
        return colon < 0 ? where : where.substring(0, colon);
    }

    private static String port(String where) {
        return where.substring(where.lastIndexOf(':') + 1);
    }
}
