package org.netsonde.engine.message;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.netsonde.engine.Failure;
import org.netsonde.engine.message.template.PeerContext;
import org.netsonde.engine.message.template.Template;
import org.netsonde.engine.message.template.TemplateSources;

/** The messages generated for one connection; on its thread only. */
final class Generation {

    /** What is sent at a stretch; then others on the same event loop have their turn. */
    private static final int BURST_MESSAGES = 64;

    private static final int BURST_BYTES = 64 << 10;

    private final Peer peer;
    private final Responder.Generate settings;
    private final Template template;
    private final TemplateSources sources;
    private final LongSupplier nanoTime;
    private long sent;
    private long due;
    private boolean waiting;
    private boolean ended;

    Generation(
            Peer peer, Responder.Generate settings, Template template, TemplateSources sources, LongSupplier nanoTime) {
        this.peer = peer;
        this.settings = settings;
        this.template = template;
        this.sources = sources;
        this.nanoTime = nanoTime;
        this.due = nanoTime.getAsLong();
    }

    /** Sends what is due, and plans the rest. */
    void run() {
        if (isDone()) {
            return;
        }
        if (peer.hasBackPressure() && !peer.isWritable()) {
            waiting = true;
            return;
        }
        if (settings.interval().isZero()) {
            burst();
        } else {
            send();
        }
        if (!isDone()) {
            peer.later(pause(), 0, this::run);
        }
    }

    private void burst() {
        int messages = 0;
        int bytes = 0;
        while (messages < BURST_MESSAGES && bytes < BURST_BYTES && !isDone() && peer.isWritable()) {
            bytes += send();
            messages++;
        }
    }

    /** How long until the next is due. What was held up is not made up for. */
    private long pause() {
        long now = nanoTime.getAsLong();
        due += settings.interval().toNanos();
        if (due - now < 0) {
            due = now;
        }
        return due - now;
    }

    /** The peer takes more again. */
    void writable() {
        if (waiting) {
            waiting = false;
            run();
        }
    }

    /** Sends one message in return for another. */
    void answer() {
        if (!isDone()) {
            send();
        }
    }

    /** The connection is closed, or another handler takes its place. */
    void end() {
        ended = true;
    }

    private boolean isDone() {
        return ended || (settings.count() > 0 && sent >= settings.count());
    }

    /** Sends the next message and returns its length. */
    private int send() {
        sent++;
        ByteBuf out = peer.alloc().buffer();
        try {
            Next next = new Next(
                    peer, sent, sources.clock().instant(), sources.random().get());
            if (!template.render(next, out)) {
                peer.note(Failure.of(Failure.Kind.FRAME_TOO_LARGE, "payloadTooLong", Template.MAX_OUTPUT));
                ended = true;
                return 0;
            }
            fit(out, (int) settings.messageSize().bytes());
            peer.reply(out);
            return out.readableBytes();
        } finally {
            out.release();
        }
    }

    /** Repeats or cuts the payload so that it has a length; 0 leaves it. */
    private static void fit(ByteBuf out, int size) {
        int unit = out.readableBytes();
        if (size == 0 || unit == 0) {
            return;
        }
        out.ensureWritable(Math.max(0, size - unit));
        while (out.readableBytes() < size) {
            out.writeBytes(out, 0, Math.min(out.readableBytes(), size - out.readableBytes()));
        }
        out.writerIndex(size);
    }

    /** What the placeholders of one message stand for. */
    private record Next(Peer peer, long counter, Instant now, RandomGenerator random) implements PeerContext {
        @Override
        public ByteBuf message() {
            return Unpooled.EMPTY_BUFFER;
        }
    }
}
