package org.netsonde.autobahn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.netsonde.fixtures.Sources;
import org.netsonde.fixtures.TestCertificate;
import org.netsonde.fixtures.TlsTunnel;

/**
 * The Autobahn suite, all of its cases. Two processes share them, because much of what they do is waiting. The reports
 * stay in the folder {@code target/autobahn/reports}, for people in {@code index.html}.
 */
public final class Autobahn {

    private static final int SHARES = 2;

    /** A minute or two is usual. A program that never answers would take hours. */
    private static final int LIMIT_MINUTES = 10;

    private Autobahn() {}

    /**
     * Tests a server.
     *
     * @param name stands in the report, and in the name of its folder
     * @param server its {@code ws} address. The suite has no TLS; in front of a TLS server belongs a {@link TlsTunnel}
     */
    public static AutobahnReport testServer(String name, URI server) {
        return run(
                name,
                (folder, share) -> Wstest.start("fuzzingclient", folder, name, share, SHARES, server.toString()),
                Wstest::awaitReport);
    }

    /**
     * Tests a client.
     *
     * @param name stands in the report, and in the name of its folder
     * @param client connects to the address that it is given, sends each message back, and returns when the connection has
     *     ended. It is called for each case, by two threads
     */
    public static AutobahnReport testClient(String name, Consumer<URI> client) {
        return testClient(name, null, client);
    }

    /** The same for a client that speaks TLS and trusts a certificate, which is good for 127.0.0.1. */
    public static AutobahnReport testTlsClient(String name, TestCertificate certificate, Consumer<URI> client) {
        return testClient(name, certificate, client);
    }

    private static AutobahnReport testClient(String name, @Nullable TestCertificate certificate, Consumer<URI> client) {
        return run(name, (folder, share) -> Wstest.start("fuzzingserver", folder, name, share, SHARES), server -> {
            int port = server.port();
            if (certificate == null) {
                serve(server, "ws", port, name, client);
            } else {
                try (TlsTunnel tunnel = TlsTunnel.toPlain(port, certificate)) {
                    serve(server, "wss", tunnel.port(), name, client);
                }
            }
        });
    }

    private static void serve(Wstest server, String scheme, int port, String agent, Consumer<URI> client) {
        server.begin(port);
        for (int i = 1; i <= server.cases(); i++) {
            client.accept(URI.create("%s://127.0.0.1:%d/runCase?case=%d&agent=%s".formatted(scheme, port, i, agent)));
            server.awaitCase();
        }
        server.report();
    }

    private interface Starter {
        Wstest start(Path folder, int share);
    }

    private static AutobahnReport run(String name, Starter starter, Consumer<Wstest> work) {
        Path reports =
                Sources.project().resolve("src-test/target/autobahn/reports").resolve(name);
        delete(reports);
        List<Path> folders = IntStream.range(0, SHARES)
                .mapToObj(share -> reports.resolve(Integer.toString(share)))
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(SHARES)) {
            CompletionService<Void> shares = new ExecutorCompletionService<>(threads);
            IntStream.range(0, SHARES)
                    .forEach(share -> shares.submit(() -> {
                        try (Wstest process = starter.start(folders.get(share), share)) {
                            work.accept(process);
                        }
                        return null;
                    }));
            try {
                for (int i = 0; i < SHARES; i++) {
                    Future<Void> share = shares.poll(LIMIT_MINUTES, TimeUnit.MINUTES);
                    if (share == null) {
                        threads.shutdownNow();
                        throw new AssertionError(name + " kept the suite busy for " + LIMIT_MINUTES + " minutes");
                    }
                    share.get();
                }
            } catch (ExecutionException e) {
                // The other need not go on: interrupted, it closes its process.
                threads.shutdownNow();
                // As it is, because it may say that the suite is not there, which skips the test.
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw new AssertionError(e.getCause());
            } catch (InterruptedException e) {
                threads.shutdownNow();
                throw new AssertionError(e);
            }
        }
        return AutobahnReport.read(folders);
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
