package org.netsonde.engine.relay.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.message.EscapeException;
import org.netsonde.engine.message.FrameTooLargeException;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.relay.RelayMetrics;
import org.netsonde.engine.relay.form.MessageForm;
import org.netsonde.engine.relay.form.Unpacker;
import org.netsonde.engine.relay.link.Chain;
import org.netsonde.engine.relay.link.Heading;
import org.netsonde.engine.relay.link.Outlet;
import org.netsonde.engine.relay.link.Passage;
import org.netsonde.engine.relay.link.Piece;
import org.netsonde.engine.stream.StreamConnection;

/**
 * One direction of a conversation: bytes that were read on one side become pieces, pass the stages, and are written on the
 * other. No more is read than the other side and the stages can take. Confined to the event loop of the conversation.
 */
final class Link implements Passage {

    /** How many bytes are gathered of one read before they are handed to the system. */
    private static final int FLUSH_AT = 128 << 10;

    private final Conversation conversation;
    private final Heading heading;
    private final @Nullable MessageForm form;
    private final @Nullable Unpacker unpacker;
    private final long room;
    /** What came before there was anywhere to send it. */
    private final Queue<ByteBuf> early = new ArrayDeque<>();

    private final Chain wire = new Chain(this, new Exit());
    private final Chain pieces = new Chain(this, new Packer());
    private final ChannelFutureListener written = this::written;
    private @Nullable StreamConnection from;
    private @Nullable StreamConnection to;
    private long held;
    private boolean reading;
    private boolean unflushed;
    private int gathered;
    private int unfinished;
    private boolean endedEarly;
    private boolean ended;
    private boolean endWritten;
    private boolean endPassed;
    private boolean stopped;

    /**
     * A link that leads nowhere yet.
     *
     * @param form where messages stand; null where nobody looks for any
     * @param room how many bytes its stages may hold before no more is read
     */
    Link(Conversation conversation, Heading heading, @Nullable MessageForm form, long room) {
        this.conversation = conversation;
        this.heading = heading;
        this.form = form;
        this.unpacker = form == null ? null : form.unpacker(heading);
        this.room = room;
    }

    /** Reads from there; nothing is read before the other side stands. */
    void from(StreamConnection connection) {
        from = connection;
        connection.channel().config().setAutoRead(false);
    }

    /** Both sides stand: what came early passes, and more is read. */
    void open(StreamConnection target) {
        to = target;
        rebuild();
        while (!early.isEmpty()) {
            ByteBuf bytes = early.remove();
            holds(-bytes.readableBytes());
            forward(bytes);
        }
        if (endedEarly) {
            end();
        }
        flush();
        regulate();
    }

    /** Takes the stages that the rules say now. */
    void rebuild() {
        if (to == null) {
            return;
        }
        pieces.set(conversation.relay().rules().pieces(heading));
        wire.set(conversation.relay().rules().wire(heading));
    }

    /** Nothing more passes: what is still read is thrown away. */
    void stop() {
        stopped = true;
    }

    /** Bytes were read. */
    void read(ByteBuf bytes) {
        if (stopped) {
            bytes.release();
        } else if (to == null) {
            holds(bytes.readableBytes());
            early.add(bytes);
        } else {
            reading = true;
            forward(bytes);
        }
    }

    private void forward(ByteBuf bytes) {
        Unpacker finder = unpacker;
        if (finder == null) {
            conversation.passed(heading, 1);
            pieces.take(Piece.stretch(bytes));
            return;
        }
        try {
            finder.take(bytes, new Counting());
        } catch (FrameTooLargeException e) {
            conversation.unreadable(heading, e);
        }
        gathered(finder.held());
    }

    /** Shows what waits for the rest of its message; it holds up no reading, or the rest would never come. */
    private void gathered(int bytes) {
        count(RelayMetrics.HELD_BYTES, bytes - unfinished);
        unfinished = bytes;
    }

    void readComplete() {
        reading = false;
        flush();
    }

    private void flush() {
        if (unflushed && to != null) {
            unflushed = false;
            gathered = 0;
            to.channel().flush();
        }
    }

    /** The sender sends no more. */
    void end() {
        if (to == null) {
            endedEarly = true;
        } else if (!ended) {
            ended = true;
            if (unpacker != null) {
                unpacker.end(new Counting());
                gathered(unpacker.held());
            } else {
                pieces.end();
            }
        }
    }

    /** Whether the sender has sent its end, which may still be under way. */
    boolean hasEnd() {
        return ended || endedEarly;
    }

    /** Whether the end has been passed on to the other side. */
    boolean isEnded() {
        return endPassed;
    }

    /** Reads on, or waits, as the other side and the stages can take it. */
    void regulate() {
        StreamConnection source = from;
        StreamConnection target = to;
        // Nothing comes behind the end, and the system may refuse to look for more: Netty would close the connection
        // for that.
        if (source != null && target != null && !source.isClosing() && !endedEarly && !ended) {
            source.channel().config().setAutoRead(target.channel().isWritable() && held < room);
        }
    }

    private void written(ChannelFuture write) {
        Throwable cause = write.cause();
        if (cause != null && !(cause instanceof ClosedChannelException)) {
            // The system may tell of a reset where something is written only, and closes then.
            conversation.broke(heading.opposite(), cause);
        }
    }

    /** Writes bytes to the receiver that did not come from the sender, behind what is under way. */
    void inject(ByteBuf bytes) {
        wire.take(Piece.stretch(bytes));
    }

    /** The conversation is over. */
    void release() {
        pieces.release();
        wire.release();
        if (unpacker != null) {
            unpacker.release();
            gathered(0);
        }
        early.forEach(ByteBuf::release);
        early.clear();
        if (held != 0) {
            count(RelayMetrics.HELD_BYTES, -held);
            held = 0;
        }
    }

    /** Counts the messages that were found. */
    private final class Counting implements Outlet {
        @Override
        public void take(Piece piece) {
            if (piece.isMessage()) {
                conversation.passed(heading, 1);
            }
            pieces.take(piece);
        }

        @Override
        public void end() {
            pieces.end();
        }
    }

    /** Between the stages that see messages and those that see bytes. */
    private final class Packer implements Outlet {
        @Override
        public void take(Piece piece) {
            if (form == null) {
                wire.take(piece);
                return;
            }
            try {
                ByteBuf bytes = form.pack(heading, piece, alloc());
                if (bytes.isReadable()) {
                    wire.take(Piece.stretch(bytes));
                } else {
                    bytes.release();
                }
            } catch (EscapeException e) {
                conversation.unsendable(e);
            }
        }

        @Override
        public void end() {
            wire.end();
        }
    }

    /** Writes to the other side. */
    private final class Exit implements Outlet {
        @Override
        public void take(Piece piece) {
            StreamConnection target = to;
            if (target == null || endWritten || stopped) {
                piece.release();
                return;
            }
            ByteBuf bytes = piece.payload();
            int length = bytes.readableBytes();
            conversation.leaving(heading, length);
            Channel channel = target.channel();
            channel.write(bytes).addListener(written);
            gathered += length;
            if (gathered >= FLUSH_AT) {
                // The receiver has something to do while more is read.
                unflushed = true;
                flush();
            } else if (reading) {
                unflushed = true;
            } else if (!unflushed) {
                // A stage lets pieces go one by one; what it lets go at once leaves at once.
                unflushed = true;
                channel.eventLoop().execute(Link.this::flush);
            }
        }

        @Override
        public void end() {
            StreamConnection target = to;
            if (target == null || endWritten) {
                return;
            }
            endWritten = true;
            unflushed = false;
            target.channel().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> {
                if (written.isSuccess()) {
                    target.endOutput();
                }
                endPassed = true;
                conversation.endPassed();
            });
        }
    }

    @Override
    public Heading heading() {
        return heading;
    }

    @Override
    public long conversation() {
        return conversation.number();
    }

    @Override
    public long connection() {
        return conversation.front().id();
    }

    @Override
    public InetSocketAddress client() {
        return (InetSocketAddress) conversation.front().remote();
    }

    @Override
    public String backEnd() {
        return conversation.backEnd();
    }

    @Override
    public boolean datagrams() {
        return false;
    }

    @Override
    public boolean messages() {
        return form != null;
    }

    @Override
    public long now() {
        return System.nanoTime();
    }

    @Override
    public Timer after(long nanos, Runnable task) {
        ScheduledFuture<?> scheduled = conversation.loop().schedule(task, nanos, TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    @Override
    public void execute(Runnable task) {
        conversation.loop().execute(task);
    }

    @Override
    public ByteBufAllocator alloc() {
        return conversation.front().channel().alloc();
    }

    @Override
    public void holds(int bytes) {
        held += bytes;
        count(RelayMetrics.HELD_BYTES, bytes);
        regulate();
    }

    @Override
    public boolean hasRoom() {
        return held < room;
    }

    @Override
    public void count(MetricSpec metric, long delta) {
        conversation.front().meter().add(metric, delta);
    }

    @Override
    public void note(Phrase what) {
        conversation.note(what);
    }

    @Override
    public void refuse(Piece piece, long waitNanos) {
        ByteBuf words = form == null || heading == Heading.TO_CLIENT ? null : form.refusal(piece, waitNanos, alloc());
        boolean awaited = form != null && form.isAwaited(piece);
        piece.release();
        if (words != null) {
            conversation.answer(words);
        } else if (awaited) {
            conversation.close(Phrase.of("event.relay.limited"));
        }
    }

    @Override
    public void reset(Phrase why) {
        conversation.reset(why);
    }

    @Override
    public void close(Phrase why) {
        conversation.close(why);
    }
}
