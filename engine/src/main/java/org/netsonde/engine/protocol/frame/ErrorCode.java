package org.netsonde.engine.protocol.frame;

import java.util.Locale;

/** Why a message was not answered as its sender wished: the {@code code} of an error frame. */
enum ErrorCode {
    /** It is not JSON, or more of it than is taken. */
    BAD_JSON,
    /** It is JSON, but a field is missing or is not what it should be. */
    BAD_FRAME,
    /** Its checksum is not that of its payload. */
    BAD_CHECKSUM,
    /** No handler takes its type. */
    UNKNOWN_TYPE,
    /** The payload is not what the handler of its type needs. */
    BAD_REQUEST,
    /** The reply that the settings of the handler describe is not JSON. */
    BAD_REPLY;

    /** How it is written. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
