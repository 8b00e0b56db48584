package org.netsonde.engine.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.netsonde.engine.Failure;
import org.netsonde.engine.metrics.MeterWriter;

/** A peer of a handler that only collects what the handler does; delays pass when the test says so. */
public class RecordingPeer implements Peer {

    /** A task that is due later. */
    public record Later(long delayNanos, int weight, Runnable task) {}

    public final List<String> replies = new ArrayList<>();
    public final List<String> broadcasts = new ArrayList<>();
    public final List<Later> delayed = new ArrayList<>();
    public final List<Failure> notes = new ArrayList<>();
    public boolean closed;
    public boolean writable = true;
    public boolean backPressure = true;

    /** Hands a message to a handler as if this peer had sent it. */
    public void say(MessageHandler handler, byte[] message) {
        handler.received(this, Unpooled.wrappedBuffer(message), 0, message.length);
    }

    /** Hands a message to a handler as if this peer had sent it. */
    public void say(MessageHandler handler, String message) {
        say(handler, message.getBytes(UTF_8));
    }

    /** Runs what is due later now, in the order in which it was asked for. */
    public void pass() {
        List<Later> due = List.copyOf(delayed);
        delayed.clear();
        due.forEach(later -> later.task().run());
    }

    @Override
    public long connectionId() {
        return 7;
    }

    @Override
    public SocketAddress remote() {
        return InetSocketAddress.createUnresolved("10.0.0.1", 5000);
    }

    @Override
    public ByteBufAllocator alloc() {
        return UnpooledByteBufAllocator.DEFAULT;
    }

    @Override
    public void reply(ByteBuf payload) {
        replies.add(payload.toString(UTF_8));
    }

    @Override
    public void broadcast(ByteBuf payload, boolean includeSelf) {
        broadcasts.add(payload.toString(UTF_8) + " " + includeSelf);
    }

    @Override
    public boolean later(long delayNanos, int weight, Runnable task) {
        return delayed.add(new Later(delayNanos, weight, task));
    }

    @Override
    public boolean isWritable() {
        return writable;
    }

    @Override
    public boolean hasBackPressure() {
        return backPressure;
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public void note(Failure failure) {
        notes.add(failure);
    }

    @Override
    public MeterWriter meter() {
        return MeterWriter.NONE;
    }
}
