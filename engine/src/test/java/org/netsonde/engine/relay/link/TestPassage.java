package org.netsonde.engine.relay.link;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.metrics.MetricSpec;

/**
 * A passage whose clock stands still until it is moved, and which keeps what leaves its stages, with the time.
 */
public class TestPassage implements Passage, Outlet {

    /** What left the stages: the text of a piece, {@code <end>}, {@code <reset>}, {@code <close>}, {@code <refused TEXT>}. */
    public record Left(long atNanos, String what, boolean message) {}

    private record Task(long at, long order, Runnable run) {}

    private final Heading heading;
    private final long conversation;
    private final boolean datagrams;
    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>((a, b) -> a.at == b.at ? Long.compare(a.order, b.order) : Long.compare(a.at, b.at));
    private final Queue<Runnable> executed = new ConcurrentLinkedQueue<>();
    private final List<Left> left = new ArrayList<>();
    private final Map<MetricSpec, Long> counts = new HashMap<>();
    private final List<String> notes = new ArrayList<>();
    private long now;
    private long order;
    private long held;
    private long room = Long.MAX_VALUE;
    private boolean messages;

    /** A passage to the server of the first conversation, of a stream. */
    public TestPassage() {
        this(Heading.TO_SERVER, 1, false);
    }

    /** A passage. */
    public TestPassage(Heading heading, long conversation, boolean datagrams) {
        this.heading = heading;
        this.conversation = conversation;
        this.datagrams = datagrams;
    }

    /** Puts stages between the sender and here, and gives the first of them. */
    public Outlet through(Stage... stages) {
        for (int i = 0; i < stages.length; i++) {
            stages[i].next(i + 1 < stages.length ? stages[i + 1] : this);
        }
        return stages[0];
    }

    /** Has messages in its stream, so that stretches lie between them. */
    public TestPassage withMessages() {
        messages = true;
        return this;
    }

    /** Runs what other threads have given to the event loop. */
    public void runExecuted() {
        for (Runnable task = executed.poll(); task != null; task = executed.poll()) {
            task.run();
        }
    }

    /** Runs what was given to the event loop, and then moves the clock, and runs what is due on the way. */
    public void advanceMillis(long millis) {
        runExecuted();
        long until = now + TimeUnit.MILLISECONDS.toNanos(millis);
        while (!tasks.isEmpty() && tasks.peek().at <= until) {
            Task task = tasks.remove();
            now = Math.max(now, task.at);
            task.run.run();
        }
        now = until;
    }

    /** What left so far. */
    public List<Left> left() {
        return left;
    }

    /** The texts of what left so far. */
    public List<String> texts() {
        return left.stream().map(Left::what).toList();
    }

    /** The times at which it left, in milliseconds. */
    public List<Long> millis() {
        return left.stream().map(l -> TimeUnit.NANOSECONDS.toMillis(l.atNanos)).toList();
    }

    /** How many bytes are held. */
    public long held() {
        return held;
    }

    /** Lets so many bytes be held at most. */
    public void room(long bytes) {
        room = bytes;
    }

    /** What was counted for a figure. */
    public long count(MetricSpec metric) {
        return counts.getOrDefault(metric, 0L);
    }

    /** What was written down. */
    public List<String> notes() {
        return notes;
    }

    /** How many timers run. */
    public int timers() {
        return tasks.size();
    }

    @Override
    public void take(Piece piece) {
        left.add(new Left(now, piece.payload().toString(StandardCharsets.ISO_8859_1), piece.isMessage()));
        piece.release();
    }

    @Override
    public void end() {
        left.add(new Left(now, "<end>", false));
    }

    @Override
    public Heading heading() {
        return heading;
    }

    @Override
    public long conversation() {
        return conversation;
    }

    @Override
    public long connection() {
        return conversation;
    }

    @Override
    public InetSocketAddress client() {
        return new InetSocketAddress("127.0.0.1", 40_000);
    }

    @Override
    public String backEnd() {
        return "server";
    }

    @Override
    public boolean datagrams() {
        return datagrams;
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public Timer after(long nanos, Runnable run) {
        Task task = new Task(now + Math.max(0, nanos), order++, run);
        tasks.add(task);
        return () -> tasks.remove(task);
    }

    @Override
    public boolean messages() {
        return datagrams || messages;
    }

    @Override
    public void execute(Runnable task) {
        executed.add(task);
    }

    @Override
    public ByteBufAllocator alloc() {
        return UnpooledByteBufAllocator.DEFAULT;
    }

    @Override
    public void holds(int bytes) {
        held += bytes;
    }

    @Override
    public boolean hasRoom() {
        return held < room;
    }

    @Override
    public void count(MetricSpec metric, long delta) {
        counts.merge(metric, delta, Long::sum);
    }

    @Override
    public void note(Phrase what) {
        notes.add(what.toString());
    }

    @Override
    public void refuse(Piece piece, long waitNanos) {
        left.add(new Left(now, "<refused " + piece.payload().toString(StandardCharsets.ISO_8859_1) + ">", false));
        piece.release();
    }

    @Override
    public void reset(Phrase why) {
        left.add(new Left(now, "<reset>", false));
    }

    @Override
    public void close(Phrase why) {
        left.add(new Left(now, "<close>", false));
    }
}
