package org.netsonde.engine.session;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.netsonde.engine.file.PrivateFiles;

/**
 * A log in pieces: what is appended goes to {@code name.suffix}; once that is large it becomes {@code name-000001.suffix}
 * and a new one is begun, and when all are larger than they may be the oldest is deleted. Each piece can be read by itself.
 *
 * <p>The writer asks for a new piece between records. What is handed over at once is written by one write, so a process that is killed
 * leaves all of it or a torn tail. A write that fails half-way is taken back. One thread.
 */
final class RotatingFile implements Closeable {

    /**
     * How large a log may grow.
     *
     * @param piece bytes of one piece, more only where one record is larger
     * @param total bytes of all pieces
     */
    record Limits(long piece, long total) {
        Limits {
            if (piece < 1 || total < 2 * piece) {
                throw new IllegalArgumentException("piece " + piece + ", total " + total);
            }
        }

        /** So many bytes in eight pieces. */
        static Limits of(long total) {
            return new Limits(Math.max(1, total / 8), Math.max(2, total));
        }
    }

    /** A full piece. */
    private record Piece(Path file, long size) {}

    private final Path folder;
    private final String name;
    private final String suffix;
    private final Limits limits;
    private final byte[] beginning;
    private final Deque<Piece> full = new ArrayDeque<>();
    private FileChannel channel;
    private long size;
    private long fullSize;
    private long deleted;
    private int number;
    private boolean unforced;

    /**
     * A log without any pieces yet; the first is made now.
     *
     * @param beginning what each piece begins with
     */
    RotatingFile(Path folder, String name, String suffix, Limits limits, byte[] beginning) throws IOException {
        this.folder = folder;
        this.name = name;
        this.suffix = suffix;
        this.limits = limits;
        this.beginning = beginning;
        channel = create();
        try {
            begin();
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** The pieces of a log in a folder, oldest first. */
    static List<Path> pieces(Path folder, String name, String suffix) throws IOException {
        Pattern numbered = Pattern.compile(Pattern.quote(name) + "-(\\d{6,9})" + Pattern.quote(suffix));
        List<Path> pieces = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> numbered.matcher(file.getFileName().toString()).matches())
                    .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted(Comparator.comparingInt(file -> number(numbered, file)))
                    .forEach(pieces::add);
        }
        Path newest = folder.resolve(name + suffix);
        if (Files.isRegularFile(newest, LinkOption.NOFOLLOW_LINKS)) {
            pieces.add(newest);
        }
        return pieces;
    }

    private static int number(Pattern numbered, Path file) {
        Matcher matcher = numbered.matcher(file.getFileName().toString());
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    private Path current() {
        return folder.resolve(name + suffix);
    }

    private FileChannel create() throws IOException {
        return PrivateFiles.create(current());
    }

    private void begin() throws IOException {
        size = 0;
        write(beginning);
    }

    /**
     * Appends whole records to the present piece, however large it is.
     *
     * @throws IOException if they could not be written; then nothing of them is in the file
     */
    void append(byte[] records) throws IOException {
        if (!channel.isOpen()) {
            reopen();
        }
        write(records);
    }

    /** Begins a new piece if the present one is as large as it may be. */
    void rotate() throws IOException {
        if (isFull()) {
            next();
        }
    }

    /** Begins a piece, also one of which that failed before; goes on with one whose channel was closed. */
    private void reopen() throws IOException {
        if (size > beginning.length && Files.exists(current())) {
            channel = FileChannel.open(current(), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            channel.truncate(size);
            channel.position(size);
            return;
        }
        Files.deleteIfExists(current());
        channel = create();
        try {
            begin();
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private void write(byte[] bytes) throws IOException {
        if (bytes.length == 0) {
            return;
        }
        long before = size;
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                size += channel.write(buffer);
            }
            unforced = true;
        } catch (IOException e) {
            takeBack(before, e);
            throw e;
        }
    }

    private void takeBack(long to, IOException reason) {
        try {
            channel.truncate(to);
            channel.position(to);
            size = to;
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    private void next() throws IOException {
        if (channel.isOpen()) {
            channel.force(false);
            channel.close();
        }
        Path done = folder.resolve("%s-%06d%s".formatted(name, ++number, suffix));
        Files.move(current(), done);
        full.add(new Piece(done, size));
        fullSize += size;
        size = 0;
        while (!full.isEmpty() && fullSize + limits.piece() > limits.total()) {
            Piece oldest = full.element();
            // It may have been taken away by hand.
            Files.deleteIfExists(oldest.file());
            full.remove();
            fullSize -= oldest.size();
            deleted += oldest.size();
        }
        reopen();
    }

    /** Makes what was appended survive a loss of power; does nothing where nothing was. */
    void force() throws IOException {
        if (unforced && channel.isOpen()) {
            channel.force(false);
            unforced = false;
        }
    }

    /** Bytes of all pieces. */
    long size() {
        return fullSize + size;
    }

    /** Whether the present piece is as large as it may be. */
    boolean isFull() {
        return size >= limits.piece();
    }

    /** Bytes that gave way to newer ones. */
    long deleted() {
        return deleted;
    }

    @Override
    public void close() throws IOException {
        try (FileChannel closing = channel) {
            if (closing.isOpen()) {
                force();
            }
        }
    }

    /** Opens for reading only. */
    static FileChannel read(Path piece) throws IOException {
        return FileChannel.open(piece, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }
}
