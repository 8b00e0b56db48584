package org.netsonde.engine.protocol.udp;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.netsonde.engine.datagram.DatagramMetrics;
import org.netsonde.engine.datagram.DatagramPort;
import org.netsonde.engine.metrics.MeterWriter;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.TrafficTap;

/**
 * What a UDP server sends, in turns: the datagrams of one read, or one task between reads. A turn has one clock for all
 * that happens in it, and what is sent in it leaves at its end. Confined to the server's event loop.
 */
final class Outbox {

    /** How many datagrams of one read share a time stamp. */
    private static final int STAMP_EVERY = 16;

    private final DatagramPort port;
    private final MeterWriter meter;
    private final TrafficTap tap;

    private boolean reading;
    private boolean copies;
    private int read;
    private long now;
    private int replied;
    private long since;

    Outbox(DatagramPort port, MeterWriter meter, TrafficTap tap) {
        this.port = port;
        this.meter = meter;
        this.tap = tap;
    }

    /** Another datagram was read; returns the time. */
    long datagram() {
        if (!reading) {
            reading = true;
            // What could not leave keeps the memory of its read; from then on replies are copied.
            copies = port.queued() > 0;
        }
        if (read++ % STAMP_EVERY == 0) {
            now = System.nanoTime();
        }
        return now;
    }

    /** Nothing more is to be read for now. */
    void readComplete() {
        if (!reading) {
            return;
        }
        reading = false;
        read = 0;
        port.flush();
        if (replied > 0) {
            meter.latency(System.nanoTime() - since, replied);
            replied = 0;
        }
    }

    /** Runs what may send without having been asked just now. */
    void unasked(Runnable task) {
        int before = replied;
        if (!reading) {
            now = System.nanoTime();
        }
        task.run();
        // What is sent unasked answers nothing that was read just now.
        replied = before;
        if (!reading) {
            port.flush();
        }
    }

    /** Sends a datagram back to where it came from. */
    void echo(ServerRemote remote, ByteBuf in) {
        if (mayWrite()) {
            tap.sameBytes(remote.connectionId(), in.readableBytes(), now);
            answers();
            send(remote, copies ? in.copy() : in.retain());
        }
    }

    /** Answers the datagram that was read just now; leaves ownership with the caller. */
    void reply(ServerRemote remote, ByteBuf payload) {
        if (mayWrite()) {
            tap.data(remote.connectionId(), Direction.OUT, payload, now);
            answers();
            send(remote, copies ? payload.copy() : payload.retainedSlice());
        }
    }

    /** Sends what is not the answer to a datagram; false if it was dropped. Leaves ownership with the caller. */
    boolean push(ServerRemote remote, ByteBuf message) {
        if (!mayWrite()) {
            return false;
        }
        tap.data(remote.connectionId(), Direction.OUT, message, now);
        send(remote, message.retainedDuplicate());
        return true;
    }

    /** Sends a message by hand, between reads; returns to how many of the remotes it was. */
    int push(List<ServerRemote> to, ByteBuf message) {
        now = System.nanoTime();
        int sent = 0;
        for (ServerRemote remote : to) {
            if (push(remote, message)) {
                sent++;
            }
        }
        port.flush();
        return sent;
    }

    private boolean mayWrite() {
        if (port.accepts()) {
            return true;
        }
        dropped();
        return false;
    }

    /** A message finds no room. */
    void dropped() {
        meter.add(DatagramMetrics.DROPPED, 1);
    }

    /** What is sent now answers what was read just now. */
    private void answers() {
        if (replied++ == 0) {
            since = now;
        }
    }

    private void send(ServerRemote remote, ByteBuf content) {
        meter.written(0, 1, now);
        port.send(content, remote.remote());
    }
}
