package org.netsonde.engine.protocol.frame;

import org.netsonde.engine.Failure;
import org.netsonde.engine.Phrase;

/** A message that is no good frame, or one that cannot be answered. Without a stack trace: peers send what they like. */
final class FrameException extends Exception {

    private static final long serialVersionUID = 1;

    private final ErrorCode code;
    private final transient Phrase phrase;

    FrameException(ErrorCode code, Phrase phrase) {
        super(phrase.key(), null, false, false);
        this.code = code;
        this.phrase = phrase;
    }

    ErrorCode code() {
        return code;
    }

    /** What is wrong. */
    Phrase phrase() {
        return phrase;
    }

    /**
     * The failure that it is for the endpoint.
     *
     * @param where who sent the message
     */
    Failure failure(String where) {
        Failure.Kind kind = Failure.Kind.MALFORMED_MESSAGE;
        return switch (code) {
            case BAD_JSON -> Failure.of(kind, "badJson", where, phrase);
            case BAD_FRAME -> Failure.of(kind, "badFrame", where, phrase);
            case BAD_CHECKSUM -> Failure.of(kind, "badChecksum", where, phrase);
            case UNKNOWN_TYPE -> Failure.of(kind, "unknownType", where, phrase);
            case BAD_REQUEST -> Failure.of(kind, "badRequest", where, phrase);
            case BAD_REPLY -> Failure.of(kind, "badReply", where, phrase);
        };
    }
}
