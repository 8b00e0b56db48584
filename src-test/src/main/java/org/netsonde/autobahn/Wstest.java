package org.netsonde.autobahn;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;
import org.netsonde.fixtures.Sources;

/** A process that runs a share of the suite: wstest under Jython. */
final class Wstest implements AutoCloseable {

    /** What wstest needs to start on a busy machine, and for its longest case. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final Path BUILT = Sources.project().resolve("src-test/target/autobahn");

    private final PeerProcess process;
    private final int cases;

    private Wstest(PeerProcess process) {
        this.process = process;
        this.cases = Integer.parseInt(process.line("cases", LIMIT));
    }

    /**
     * Starts it.
     *
     * @param mode {@code fuzzingclient} or {@code fuzzingserver}
     * @param folder where its report will be
     * @param agent the name of what is tested
     * @param share which share this is, from 0
     * @param of how many shares there are
     * @param more the address of the server, for a {@code fuzzingclient}
     */
    static Wstest start(String mode, Path folder, String agent, int share, int of, String... more) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // Measured: a tenth faster than the defaults. The first compiler alone would take twice as long.
                "-XX:+UseSerialGC",
                "-Xms768m",
                "-Xmn512m",
                "-Xmx1500m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dpython.cachedir.skip=true",
                "-Dpython.path=" + Peers.requireFile(BUILT.resolve("suite")),
                "-cp",
                Peers.requireFile(BUILT.resolve("jython-standalone.jar")).toString(),
                "org.python.util.jython",
                "-B",
                Peers.script("autobahn/run.py").toString(),
                mode,
                folder.toString(),
                agent,
                Integer.toString(share),
                Integer.toString(of)));
        command.addAll(List.of(more));
        PeerProcess process = PeerProcess.start("wstest", command);
        try {
            return new Wstest(process);
        } catch (RuntimeException | Error e) {
            process.close();
            throw e;
        }
    }

    int cases() {
        return cases;
    }

    /** Waits for the end of a case. */
    void awaitCase() {
        process.line("done", LIMIT);
    }

    /** Waits for the report that a {@code fuzzingclient} writes behind its last case. */
    void awaitReport() {
        for (String line = ""; !line.equals("reported"); ) {
            line = process.line(LIMIT);
        }
    }

    /** The port at which a {@code fuzzingserver} listens. */
    int port() {
        return Integer.parseInt(process.line("port", LIMIT));
    }

    /** Lets a {@code fuzzingserver} begin, whose clients know it under a port. */
    void begin(int externalPort) {
        process.say(Integer.toString(externalPort));
    }

    /** Makes a {@code fuzzingserver} write its report. */
    void report() {
        process.say("report");
        process.line("reported", LIMIT);
    }

    /** Kills it. */
    @Override
    public void close() {
        process.close();
    }
}
