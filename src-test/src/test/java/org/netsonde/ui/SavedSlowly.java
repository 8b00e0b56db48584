package org.netsonde.ui;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.netsonde.engine.Failure;
import org.netsonde.engine.protocol.Transfer;

/** A file of which as much is saved as the test says. */
final class SavedSlowly implements Transfer {

    private final long id;
    private final String source;
    private volatile Path file;
    private volatile State state = State.RUNNING;
    private volatile long bytes;
    private volatile long total = -1;
    private volatile Failure failure;

    SavedSlowly(long id, String source, Path file) {
        this.id = id;
        this.source = source;
        this.file = file;
    }

    /** The server has a name for it. */
    void into(Path other) {
        file = other;
    }

    /** So many bytes are there of so many. */
    void at(long newBytes, long newTotal) {
        total = newTotal;
        bytes = newBytes;
    }

    void finish() {
        state = State.DONE;
    }

    void fail(Failure why) {
        failure = why;
        state = State.FAILED;
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public Instant since() {
        return Instant.EPOCH;
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public long total() {
        return total;
    }

    @Override
    public Optional<Failure> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public void cancel() {
        state = State.CANCELLED;
    }

    @Override
    public boolean resumable() {
        return state == State.CANCELLED || state == State.FAILED;
    }

    @Override
    public void resume() {
        failure = null;
        state = State.RUNNING;
    }
}
