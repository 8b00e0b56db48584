package org.netsonde.engine.probe.port;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.OperatingSystem;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.probe.port.ListeningPort.Program;
import org.netsonde.engine.probe.port.ListeningPort.Transport;

/** Reads which ports of this machine are listened on. Linux tells that; other systems have commands for it. Stateless. */
public final class ListeningPorts {

    private static final Path PROC = Path.of("/proc");
    private static final int MOST = 10_000;
    private static final int MOST_LINES = 1_000_000;

    private ListeningPorts() {}

    /**
     * Reads them. Looks through the processes of this machine, so it is not for event loops and not for the thread of the window; it
     * looks at 20,000 processes at most.
     */
    public static PortReading read() {
        OperatingSystem system = OperatingSystem.here();
        return switch (system) {
            case MAC -> elsewhere("lsof -nP -iTCP -sTCP:LISTEN");
            case WINDOWS -> elsewhere("netstat -ano");
            default -> read(PROC, port -> true);
        };
    }

    private static PortReading elsewhere(String command) {
        return new PortReading(List.of(), 0, Phrase.of("ports.elsewhere", command));
    }

    /**
     * Who listens on a port, over TCP before UDP; empty where nobody does, or the system does not tell. As {@link #read}, but looks for
     * that one only.
     */
    public static Optional<Program> holder(int port) {
        OperatingSystem system = OperatingSystem.here();
        if (system == OperatingSystem.MAC || system == OperatingSystem.WINDOWS) {
            return Optional.empty();
        }
        return read(PROC, each -> each.address().getPort() == port).ports().stream()
                .map(ListeningPort::program)
                .flatMap(Stream::ofNullable)
                .findFirst();
    }

    private record Bound(ListeningPort port, long inode) {}

    static PortReading read(Path proc, Predicate<ListeningPort> wanted) {
        List<Bound> bound = new ArrayList<>();
        boolean told = table(proc, "tcp", Transport.TCP, wanted, bound);
        table(proc, "tcp6", Transport.TCP, wanted, bound);
        table(proc, "udp", Transport.UDP, wanted, bound);
        table(proc, "udp6", Transport.UDP, wanted, bound);
        if (!told) {
            return new PortReading(List.of(), 0, Phrase.of("ports.unreadable", proc.resolve("net/tcp")));
        }
        bound.sort(Comparator.comparing((Bound each) -> each.port().transport())
                .thenComparingInt(each -> each.port().address().getPort())
                .thenComparing(each -> each.port().address().getAddress().getHostAddress()));
        List<Bound> shown = bound.subList(0, Math.min(MOST, bound.size()));
        Set<Long> inodes = new HashSet<>();
        shown.forEach(each -> inodes.add(each.inode()));
        Processes processes = new Processes(proc);
        Map<Long, Program> programs = processes.holding(inodes);
        List<ListeningPort> ports = shown.stream()
                .map(each -> held(each.port(), programs.get(each.inode())))
                .toList();
        int hidden = (int) ports.stream().filter(port -> port.program() == null).count();
        return new PortReading(ports, hidden, note(bound.size(), hidden, processes.isComplete()));
    }

    private static @Nullable Phrase note(int all, int hidden, boolean complete) {
        if (all > MOST) {
            return Phrase.of("ports.tooMany", all, MOST);
        } else if (hidden > 0) {
            return complete ? Phrase.of("ports.hidden", hidden) : Phrase.of("ports.notAll", hidden);
        }
        return null;
    }

    private static ListeningPort held(ListeningPort port, @Nullable Program program) {
        return new ListeningPort(port.transport(), port.address(), port.owner(), program);
    }

    private static boolean table(
            Path proc, String name, Transport transport, Predicate<ListeningPort> wanted, List<Bound> bound) {
        try (Stream<String> lines = Files.lines(proc.resolve("net").resolve(name), StandardCharsets.ISO_8859_1)) {
            for (ProcNet.Entry entry : ProcNet.parse(lines.limit(MOST_LINES).toList(), transport)) {
                ListeningPort port = new ListeningPort(transport, entry.address(), entry.owner(), null);
                if (wanted.test(port)) {
                    bound.add(new Bound(port, entry.inode()));
                }
            }
            return true;
        } catch (IOException | UncheckedIOException e) {
            // Without IPv6 there is no table of it.
            return false;
        }
    }
}
