package org.netsonde.engine.protocol.websocket;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A message with its kind as bytes, the form in which it is handed from the codec to the wire and recorded: the opcode, and
 * then the payload. The payload of a close is its code in two bytes and its reason, as on the wire.
 */
final class Typed {

    private Typed() {}

    /** A message of a kind. */
    static byte[] of(int opcode, byte[] payload) {
        byte[] typed = new byte[payload.length + 1];
        typed[0] = (byte) opcode;
        System.arraycopy(payload, 0, typed, 1, payload.length);
        return typed;
    }

    /** A message of a kind with the payload that a buffer holds. */
    static byte[] of(Kind kind, ByteBuf payload) {
        byte[] typed = new byte[payload.readableBytes() + 1];
        typed[0] = (byte) kind.opcode();
        payload.getBytes(payload.readerIndex(), typed, 1, typed.length - 1);
        return typed;
    }

    /** The kind of a message; null where it is none. */
    static @Nullable Kind kind(byte[] typed) {
        return typed.length == 0 ? null : Kind.of(typed[0]);
    }

    /** The payload of a message. */
    static byte[] payload(byte[] typed) {
        return typed.length == 0 ? typed : Arrays.copyOfRange(typed, 1, typed.length);
    }

    /** The kind of a message in a buffer. */
    static Kind kind(ByteBuf in, int index) {
        Kind kind = Kind.of(in.getByte(index));
        return kind == null ? Kind.BINARY : kind;
    }

    /** The payload of a close. */
    static byte[] closing(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        byte[] payload = new byte[text.length + 2];
        payload[0] = (byte) (code >> 8);
        payload[1] = (byte) code;
        System.arraycopy(text, 0, payload, 2, text.length);
        return payload;
    }
}
