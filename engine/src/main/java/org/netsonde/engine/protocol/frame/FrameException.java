package org.netsonde.engine.protocol.frame;

import org.netsonde.engine.Failure;
import org.netsonde.engine.Phrase;

/** A message that is no good frame, or one that cannot be answered. Without a stack trace: peers send what they like. */
final class FrameException extends Exception {

    private static final long serialVersionUID = 1;

    private final ErrorCode code;
    private final transient Phrase phrase;
    private final String type;

    /** Of a message whose type is not known, or not that of errors. */
    FrameException(ErrorCode code, Phrase phrase) {
        this(code, phrase, "");
    }

    /**
     * Of a message of a known type.
     *
     * @param type its type
     */
    FrameException(ErrorCode code, Phrase phrase, String type) {
        super(phrase.key(), null, false, false);
        this.code = code;
        this.phrase = phrase;
        this.type = type;
    }

    ErrorCode code() {
        return code;
    }

    /** What is wrong. */
    Phrase phrase() {
        return phrase;
    }

    /** Whether the message itself wanted to report an error. */
    boolean isAboutError() {
        return type.equals(Frame.ERROR);
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
