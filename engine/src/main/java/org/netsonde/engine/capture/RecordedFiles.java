package org.netsonde.engine.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files of one recording, each by the number of its section, since a file may be renamed when the next is begun, and may
 * be deleted at any time.
 */
final class RecordedFiles {

    /** There is no such file. */
    static final long NONE = -1;

    /** Where the number stands: in the first option of the section. */
    private static final int HEAD = 128;

    private static final Pattern NUMBER = Pattern.compile("\\[netsonde section (\\d{1,18})]");

    /** A file that is renamed while a folder is listed may be missed, but not by the list after that. */
    private static final int LOOKS = 3;

    private final Supplier<List<Path>> files;

    /** Files as they are now, oldest first. */
    RecordedFiles(Supplier<List<Path>> files) {
        this.files = files;
    }

    /** The remark at the beginning of a section from which its number is read back. */
    static Remark remark(long number, Object text) {
        return new Remark(Remark.SECTION, Long.toString(number), text.toString());
    }

    /** The number of the file behind that one. */
    long following(long number) throws IOException {
        long found = NONE;
        for (Path file : files.get().reversed()) {
            long candidate = number(file);
            if (candidate > number) {
                found = candidate;
            } else if (candidate != NONE) {
                // Those before it are older still.
                break;
            }
        }
        return found;
    }

    /** The number of the newest file. */
    long newest() throws IOException {
        for (Path file : files.get().reversed()) {
            long number = number(file);
            if (number != NONE) {
                return number;
            }
        }
        return NONE;
    }

    /** The numbers of all files, oldest first. */
    List<Long> all() throws IOException {
        List<Long> all = new ArrayList<>();
        for (Path file : files.get()) {
            long number = number(file);
            if (number != NONE) {
                all.add(number);
            }
        }
        return all;
    }

    /** Opens the file of that number; fails with {@link NoSuchFileException} where it was deleted. */
    FileWindow.Opener opener(long number) {
        Path[] known = {null};
        return () -> {
            Path likely = known[0];
            FileChannel channel = likely == null ? null : openIf(likely, number);
            for (int look = 0; look < LOOKS && channel == null; look++) {
                for (Path file : files.get().reversed()) {
                    channel = openIf(file, number);
                    if (channel != null) {
                        known[0] = file;
                        break;
                    }
                }
            }
            if (channel == null) {
                throw new NoSuchFileException("section " + number);
            }
            return channel;
        };
    }

    /** A file to name where something is wrong. */
    Path any() {
        List<Path> now = files.get();
        return now.isEmpty() ? Path.of("traffic.pcapng") : now.getLast();
    }

    private static @Nullable FileChannel openIf(Path file, long number) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return null;
        }
        try {
            if (number(channel) == number) {
                return channel;
            }
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return null;
    }

    private static long number(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            return number(channel);
        } catch (NoSuchFileException e) {
            return NONE;
        }
    }

    private static long number(FileChannel channel) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(HEAD);
        int got;
        do {
            got = channel.read(head, head.position());
        } while (got > 0 && head.hasRemaining());
        Matcher matcher = NUMBER.matcher(new String(head.array(), 0, head.position(), StandardCharsets.ISO_8859_1));
        return matcher.find() ? Long.parseLong(matcher.group(1)) : NONE;
    }
}
