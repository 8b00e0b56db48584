package org.netsonde.engine.probe.port;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.netsonde.engine.probe.port.ListeningPort.Program;

/** Finds the programs of Linux that hold sockets, by {@code /proc/PID/fd}. Bounded in what it looks at. */
final class Processes {

    private static final int MOST_PROCESSES = 20_000;
    private static final int MOST_FILES = 500_000;
    private static final int MOST_COMMAND = 256;
    private static final int MOST_NAME = 64;
    private static final Pattern PID = Pattern.compile("[0-9]{1,10}");
    private static final Pattern SOCKET = Pattern.compile("socket:\\[([0-9]{1,18})]");

    private final Path proc;
    private final Map<Long, Program> found = new HashMap<>();
    private int processes;
    private int files;
    private boolean complete = true;

    Processes(Path proc) {
        this.proc = proc;
    }

    /** The programs of the sockets of these numbers, as far as the system lets them be seen. */
    Map<Long, Program> holding(Set<Long> inodes) {
        try (DirectoryStream<Path> all =
                Files.newDirectoryStream(proc, path -> PID.matcher(name(path)).matches())) {
            for (Path process : all) {
                if (found.size() == inodes.size() || processes++ >= MOST_PROCESSES || files >= MOST_FILES) {
                    complete = found.size() == inodes.size();
                    break;
                }
                look(process, inodes);
            }
        } catch (IOException | DirectoryIteratorException e) {
            complete = false;
        }
        return found;
    }

    /** Whether every process was looked at, as far as that is allowed. */
    boolean isComplete() {
        return complete;
    }

    private void look(Path process, Set<Long> inodes) {
        try (DirectoryStream<Path> open = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path file : open) {
                if (files++ >= MOST_FILES) {
                    return;
                }
                Matcher socket = SOCKET.matcher(target(file));
                if (socket.matches()) {
                    Long inode = Long.valueOf(socket.group(1));
                    if (inodes.contains(inode)) {
                        found.computeIfAbsent(inode, key -> program(process));
                    }
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // It belongs to somebody else, or has ended meanwhile.
            return;
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            // Closed meanwhile.
            return "";
        }
    }

    private static Program program(Path process) {
        return new Program(
                Long.parseLong(name(process)),
                text(process.resolve("comm"), MOST_NAME),
                text(process.resolve("cmdline"), MOST_COMMAND));
    }

    private static String name(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }

    /** Arguments end with a zero byte each; what may not be printed is left out, as a program chooses its name itself. */
    private static String text(Path file, int most) {
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(most + 1), StandardCharsets.UTF_8)
                    .replace('\0', ' ')
                    .replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]", "")
                    .strip();
            return text.length() > most ? text.substring(0, most) : text;
        } catch (IOException e) {
            return "";
        }
    }
}
