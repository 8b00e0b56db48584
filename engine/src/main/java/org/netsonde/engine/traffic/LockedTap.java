package org.netsonde.engine.traffic;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.locks.Lock;

/** A tap whose lane has other writers too. Each owner has its own, so that each has its own latest read. */
final class LockedTap implements TrafficTap {

    private final TrafficTap tap;
    private final Lock lock;

    LockedTap(TrafficTap tap, Lock lock) {
        this.tap = tap;
        this.lock = lock;
    }

    @Override
    public void data(long connection, Direction direction, ByteBuf bytes, long now) {
        lock.lock();
        try {
            tap.data(connection, direction, bytes, now);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void data(long connection, Direction direction, ByteBuf bytes, int length, long now) {
        lock.lock();
        try {
            tap.data(connection, direction, bytes, length, now);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void sameBytes(long connection, int length, long now) {
        lock.lock();
        try {
            tap.sameBytes(connection, length, now);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void event(long connection, Direction direction, String text, long now) {
        lock.lock();
        try {
            tap.event(connection, direction, text, now);
        } finally {
            lock.unlock();
        }
    }
}
