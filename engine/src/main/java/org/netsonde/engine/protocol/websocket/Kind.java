package org.netsonde.engine.protocol.websocket;

import org.jspecify.annotations.Nullable;

/** The kinds of messages and control frames, by their opcode (RFC 6455, section 5.2). */
public enum Kind {
    TEXT(1),
    BINARY(2),
    CLOSE(8),
    PING(9),
    PONG(10);

    /** What a record of the opening handshake begins with; no frame has this opcode. */
    static final int HANDSHAKE = 0x20;

    private final int opcode;

    Kind(int opcode) {
        this.opcode = opcode;
    }

    /** Its number on the wire. */
    int opcode() {
        return opcode;
    }

    /** Whether it controls the connection, and is not a message. */
    boolean isControl() {
        return opcode >= 8;
    }

    /** The kind of that number; null if there is none. */
    static @Nullable Kind of(int opcode) {
        for (Kind kind : values()) {
            if (kind.opcode == opcode) {
                return kind;
            }
        }
        return null;
    }
}
