package org.netsonde.engine.http.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Failures;
import org.netsonde.engine.file.FileFailures;
import org.netsonde.engine.file.NewFiles;

/**
 * Writes what comes of a file beside its place, on a thread of its own, and moves it there when it is whole. What it is given
 * waits in memory until the disk has taken it: whoever gives it stops at {@link #HIGH}.
 */
final class PartFile {

    /** How much may wait before its giver stops. */
    static final long HIGH = 1 << 20;
    /** How much may wait when its giver goes on. */
    static final long LOW = HIGH / 2;

    /** What stands behind the name while the file is not whole. */
    static final String ENDING = ".part";

    /** Hears of it, on the file's thread. */
    interface Listener {

        /** The file will be there. */
        void named(Path file);

        /** So many bytes are on the disk in all. */
        void written(long bytes);

        /** There is room again. */
        void room();

        /** It is over: the file is in its place, or what there is of it stands beside it. */
        void over(@Nullable Path file, @Nullable Failure failure);
    }

    private enum How {
        WRITE,
        MOVE,
        STOP
    }

    private record Step(How how, byte[] bytes) {}

    private static final byte[] NOTHING = {};

    private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();
    private final AtomicLong waiting = new AtomicLong();
    private final Listener listener;

    private PartFile(Listener listener) {
        this.listener = listener;
    }

    /**
     * A new one.
     *
     * @param place a folder, or the file itself
     * @param name what it is called in a folder, if nothing else is
     */
    static PartFile create(Path place, String name, Listener listener) {
        PartFile part = new PartFile(listener);
        part.run(() -> {
            Path parent = place.getParent();
            NewFiles.Named made = parent == null || Files.isDirectory(place)
                    ? NewFiles.create(place, name, ENDING)
                    : NewFiles.create(parent, String.valueOf(place.getFileName()), ENDING);
            listener.named(made.file());
            return new Open(made.channel(), made.file(), 0);
        });
        return part;
    }

    /**
     * One that was begun.
     *
     * @param file its place
     * @param from where it goes on; what stands behind is cut off
     */
    static PartFile resume(Path file, long from, Listener listener) {
        PartFile part = new PartFile(listener);
        part.run(() -> {
            Path beside = beside(file);
            if (!Files.isRegularFile(beside, LinkOption.NOFOLLOW_LINKS) || Files.size(beside) < from) {
                throw new FailureException(Failure.of(Failure.Kind.FILE, "downloadPartGone", beside));
            }
            FileChannel channel = FileChannel.open(beside, Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
            channel.truncate(from);
            channel.position(from);
            return new Open(channel, file, from);
        });
        return part;
    }

    private static Path beside(Path file) {
        return file.resolveSibling(file.getFileName() + ENDING);
    }

    private record Open(FileChannel channel, Path file, long bytes) {}

    /** Opens the file. */
    private interface Opening {
        Open open() throws IOException;
    }

    /** Takes a part. False where it waits for the disk, and the giver is to stop until there is room. */
    boolean write(byte[] bytes) {
        long now = waiting.addAndGet(bytes.length);
        steps.add(new Step(How.WRITE, bytes));
        return now < HIGH;
    }

    /** It is whole. */
    void move() {
        steps.add(new Step(How.MOVE, NOTHING));
    }

    /** It is not, and nothing more comes. */
    void stop() {
        steps.add(new Step(How.STOP, NOTHING));
    }

    private void run(Opening opening) {
        Thread.ofVirtual().name("netsonde-download").start(() -> {
            Path[] place = new Path[1];
            try {
                Open open = opening.open();
                place[0] = open.file();
                boolean whole = fill(open);
                listener.over(whole ? NewFiles.move(beside(open.file()), open.file()) : null, null);
            } catch (FileAlreadyExistsException e) {
                listener.over(null, Failure.of(Failure.Kind.FILE, "downloadNames", e.getFile()));
            } catch (IOException e) {
                listener.over(null, FileFailures.of(place[0] == null ? Path.of(".") : place[0], e));
            } catch (FailureException e) {
                listener.over(null, e.failure());
            } catch (InterruptedException | RuntimeException e) {
                // Whatever it is, somebody waits to hear that it is over.
                listener.over(null, Failures.of(e));
            }
        });
    }

    /** Whether it became whole. */
    private boolean fill(Open open) throws IOException, InterruptedException {
        long bytes = open.bytes();
        try (FileChannel channel = open.channel()) {
            while (true) {
                Step step = steps.take();
                if (step.how() != How.WRITE) {
                    channel.force(true);
                    return step.how() == How.MOVE;
                }
                ByteBuffer buffer = ByteBuffer.wrap(step.bytes());
                while (buffer.hasRemaining()) {
                    bytes += channel.write(buffer);
                }
                listener.written(bytes);
                long left = waiting.addAndGet(-step.bytes().length);
                if (left < LOW && left + step.bytes().length >= LOW) {
                    listener.room();
                }
            }
        }
    }
}
