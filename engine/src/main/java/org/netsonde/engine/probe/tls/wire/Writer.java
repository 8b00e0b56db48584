package org.netsonde.engine.probe.tls.wire;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/** Writes the fields of a message one after another. Not safe for threads. */
final class Writer {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Writer u8(int value) {
        out.write(value);
        return this;
    }

    Writer u16(int value) {
        return u8(value >> 8).u8(value);
    }

    Writer u24(int value) {
        return u8(value >> 16).u16(value);
    }

    Writer bytes(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /** A vector with its length before it in one byte. */
    Writer vector8(Consumer<Writer> content) {
        byte[] bytes = of(content);
        return u8(bytes.length).bytes(bytes);
    }

    Writer vector16(Consumer<Writer> content) {
        byte[] bytes = of(content);
        return u16(bytes.length).bytes(bytes);
    }

    /** An extension of a greeting. */
    Writer extension(int type, Consumer<Writer> content) {
        return u16(type).vector16(content);
    }

    int size() {
        return out.size();
    }

    byte[] toBytes() {
        return out.toByteArray();
    }

    static byte[] of(Consumer<Writer> content) {
        Writer writer = new Writer();
        content.accept(writer);
        return writer.toBytes();
    }
}
