package org.netsonde.engine.message.template;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Where a template is rendered to: a buffer that takes no more than so many bytes. */
final class TemplateOutput {

    private final ByteBuf out;
    private final int start;
    private final int limit;
    private boolean full;

    TemplateOutput(ByteBuf out, int limit) {
        this.out = out;
        this.start = out.writerIndex();
        this.limit = limit;
    }

    /** Whether something did not fit. What was asked for since then was not written either. */
    boolean isFull() {
        return full;
    }

    /** Takes back everything. */
    void undo() {
        out.writerIndex(start);
    }

    /** Whether so many bytes still fit. Asked before something large is made, so that nothing is made in vain. */
    boolean fits(long bytes) {
        full |= out.writerIndex() - start + bytes > limit;
        return !full;
    }

    /** Appends bytes. */
    void write(byte[] bytes) {
        if (fits(bytes.length)) {
            out.writeBytes(bytes);
        }
    }

    /** Appends what is readable; the indexes of {@code bytes} stay. */
    void write(ByteBuf bytes) {
        if (fits(bytes.readableBytes())) {
            out.writeBytes(bytes, bytes.readerIndex(), bytes.readableBytes());
        }
    }

    /** Appends text in UTF-8. */
    void write(String text) {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What was rendered so far. */
    ByteBuffer written() {
        return out.nioBuffer(start, out.writerIndex() - start);
    }
}
