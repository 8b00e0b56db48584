package org.netsonde.engine;

/**
 * Something that went wrong, classified once at the edge: what happened and what the user can do about it. The window
 * and the command line show the same words.
 *
 * @param kind what sort of failure, for counting and for deciding
 * @param what one sentence that says what happened
 * @param remedy one sentence that says what to do next
 */
public record Failure(Kind kind, Phrase what, Phrase remedy) {

    /** The sorts of failure that are told apart, counted and exported. */
    public enum Kind {
        ADDRESS_IN_USE,
        ADDRESS_NOT_AVAILABLE,
        PERMISSION_DENIED,
        UNKNOWN_HOST,
        CONNECTION_REFUSED,
        CONNECT_TIMEOUT,
        UNREACHABLE,
        CONNECTION_RESET,
        REPLY_TIMEOUT,
        FRAME_TOO_LARGE,
        MALFORMED_MESSAGE,
        PEER_ERROR,
        WEBSOCKET_HANDSHAKE,
        BAD_REQUEST,
        HTTP_STATUS,
        FAULT,
        TOO_MANY_CONNECTIONS,
        SLOW_READER,
        NOT_CONNECTED,
        NO_BACK_END,
        INVALID_SETTINGS,
        UNKNOWN_PROTOCOL,
        UNKNOWN_ENDPOINT,
        WORKSPACE_UNREADABLE,
        CERTIFICATE,
        TLS_HANDSHAKE,
        SECRET_MISSING,
        FILE,
        IO,
        INTERNAL
    }

    /** A failure whose texts are {@code failure.<name>.what} and {@code failure.<name>.remedy} with the same arguments. */
    public static Failure of(Kind kind, String name, Object... args) {
        return new Failure(
                kind, Phrase.of("failure." + name + ".what", args), Phrase.of("failure." + name + ".remedy", args));
    }

    /** What happened and what to do, in the default language, as one line. */
    @Override
    public String toString() {
        return what + " " + remedy;
    }
}
