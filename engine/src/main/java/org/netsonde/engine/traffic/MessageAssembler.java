package org.netsonde.engine.traffic;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.message.FrameScanner;
import org.netsonde.engine.message.FrameTooLargeException;
import org.netsonde.engine.message.Framing;

/** Rebuilds the messages of one direction of one connection. */
final class MessageAssembler {

    private final Framing framing;
    private final int maxRest;
    private final long connection;
    private final Direction direction;
    private final Consumer<TrafficMessage> out;

    private FrameScanner scanner;
    /** The beginning of a message whose end has not come. */
    private @Nullable ByteBuf rest;

    private long nanos;
    private boolean gap;
    private int messageStart;

    /**
     * An assembler.
     *
     * @param maxRest how many bytes of an incomplete message are held
     * @param gap whether bytes before the first are missing
     */
    MessageAssembler(
            Framing framing,
            int maxRest,
            long connection,
            Direction direction,
            boolean gap,
            Consumer<TrafficMessage> out) {
        this.framing = framing;
        this.maxRest = maxRest;
        this.connection = connection;
        this.direction = direction;
        this.gap = gap;
        this.out = out;
        this.scanner = framing.scanner();
    }

    void accept(TrafficEvent event) {
        nanos = event.nanos();
        int missing = event.length() - event.bytes().length;
        if (framing instanceof Framing.Raw) {
            // Not through the scanner, which passes over empty datagrams.
            emit(event.bytes(), event.length(), missing > 0);
            return;
        }
        ByteBuf held = rest;
        rest = null;
        ByteBuf in = held == null ? Unpooled.wrappedBuffer(event.bytes()) : held.writeBytes(event.bytes());
        messageStart = in.readerIndex();
        try {
            scanner.scan(in, this::complete);
        } catch (FrameTooLargeException e) {
            abandon(in, missing);
            return;
        }
        if (missing > 0 || in.readableBytes() > maxRest) {
            abandon(in, missing);
        } else if (in.isReadable()) {
            // The event's own array is not grown; a buffer of our own is used again.
            rest = held == null ? Unpooled.buffer(in.readableBytes()).writeBytes(in) : held.discardReadBytes();
        }
    }

    private void complete(ByteBuf in, int index, int length) {
        // The scanner has moved the reader index behind the message and its framing.
        int end = in.readerIndex();
        emit(ByteBufUtil.getBytes(in, index, length), end - messageStart, false);
        messageStart = end;
    }

    private void emit(byte[] bytes, long wireLength, boolean incomplete) {
        out.accept(new TrafficMessage(nanos, connection, direction, bytes, wireLength, gap, incomplete));
        gap = false;
    }

    /** Reports what is held as incomplete; the stream goes on somewhere else, if it does. */
    void breakOff() {
        ByteBuf in = rest;
        rest = null;
        abandon(in == null ? Unpooled.EMPTY_BUFFER : in, 0);
    }

    private void abandon(ByteBuf in, int missing) {
        int length = in.readableBytes();
        if (length > 0 || missing > 0) {
            emit(ByteBufUtil.getBytes(in, in.readerIndex(), length), (long) length + missing, true);
        }
        scanner = framing.scanner();
        gap = true;
    }

    /** How many bytes are held. */
    int held() {
        return rest == null ? 0 : rest.readableBytes();
    }
}
