package org.netsonde.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Endpoint;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Sockets;

/**
 * One stream from a sender through a relay to a receiver, all on the loopback interface of one machine: how many bytes a
 * second pass an idle relay of ours, socat and HAProxy (with splice) on the same path, in turns, and in what relation. Then
 * 10 GB pass the relay, whose SHA-256 is compared at both ends. Ends with status 1 where it differs, or where the relay is
 * slower than 0.9 of the faster of the others.
 *
 * <p>Arguments: the gibibytes of each round, the rounds, and the gigabytes of the last one; 2, 5 and 10 without.
 */
public final class RelayBenchmark {

    private static final int CHUNK = 1 << 20;
    private static final double ENOUGH = 0.9;

    private RelayBenchmark() {}

    /** Runs it. */
    public static void main(String[] args) throws IOException {
        long bytes = (args.length > 0 ? Long.parseLong(args[0]) : 2) << 30;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        long hashed = (args.length > 2 ? Long.parseLong(args[2]) : 10) * 1_000_000_000L;
        boolean good;
        try (Bench bench = new Bench();
                Receiver receiver = new Receiver();
                Others others = Others.start(receiver.port())) {
            Map<String, Integer> paths = new LinkedHashMap<>();
            paths.put("direct", receiver.port());
            paths.put("netsonde", relay(bench, "plain", receiver.port(), false));
            paths.put("netsonde, recording", relay(bench, "recording", receiver.port(), true));
            paths.putAll(others.ports());
            good = compare(paths, receiver, bytes, rounds);
            good &= sameBytes(paths.get("netsonde"), receiver, hashed);
        }
        System.exit(good ? 0 : 1);
    }

    private static int relay(Bench bench, String name, int to, boolean record) {
        Endpoint relay = bench.start(
                name, "relay", "{'port': 0, 'backEnds': [{'port': %d}], 'record': %b}".formatted(to, record));
        return Bench.address(relay).getPort();
    }

    private static boolean compare(Map<String, Integer> paths, Receiver receiver, long bytes, int rounds) {
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        for (int round = -1; round < rounds; round++) {
            for (Map.Entry<String, Integer> path : paths.entrySet()) {
                double rate = pass(path.getValue(), receiver, bytes);
                if (round >= 0) {
                    rates.computeIfAbsent(path.getKey(), name -> new ArrayList<>())
                            .add(rate);
                }
            }
        }
        double ours = median(rates.getOrDefault("netsonde", List.of()));
        double best = 0;
        for (Map.Entry<String, List<Double>> path : rates.entrySet()) {
            double median = median(path.getValue());
            System.out.printf(
                    "%-20s %7.0f MB/s (%.0f to %.0f), netsonde is %.2f of it%n",
                    path.getKey(),
                    median,
                    path.getValue().stream().min(Double::compare).orElseThrow(),
                    path.getValue().stream().max(Double::compare).orElseThrow(),
                    ours / median);
            if (!path.getKey().startsWith("netsonde") && !path.getKey().equals("direct")) {
                best = Math.max(best, median);
            }
        }
        System.out.printf(
                "%d MiB a round, %d rounds in turns, %d processors with sender and receiver%n",
                bytes >> 20, rounds, Runtime.getRuntime().availableProcessors());
        return ours >= ENOUGH * best;
    }

    private static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static double pass(int port, Receiver receiver, long bytes) {
        Future<Long> received = receiver.receive(null);
        long begun = System.nanoTime();
        send(port, bytes, null);
        long count = get(received);
        if (count != bytes) {
            throw new IllegalStateException(count + " of " + bytes + " bytes arrived");
        }
        return bytes * 1e3 / (System.nanoTime() - begun);
    }

    private static boolean sameBytes(int port, Receiver receiver, long bytes) {
        MessageDigest sent = sha256();
        MessageDigest arrived = sha256();
        Future<Long> received = receiver.receive(arrived);
        send(port, bytes, sent);
        long count = get(received);
        String before = HexFormat.of().formatHex(sent.digest());
        String after = HexFormat.of().formatHex(arrived.digest());
        System.out.printf("%d of %d bytes arrived, SHA-256 %s and %s%n", count, bytes, before, after);
        return count == bytes && before.equals(after);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has it", e);
        }
    }

    private static void send(int port, long bytes, @Nullable MessageDigest digest) {
        byte[] random = new byte[CHUNK];
        new SplittableRandom(8).nextBytes(random);
        ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK).put(random);
        try (SocketChannel channel =
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
            for (long left = bytes; left > 0; ) {
                chunk.clear().limit((int) Math.min(CHUNK, left));
                // Each chunk differs from the one before.
                chunk.putLong(0, left);
                if (digest != null) {
                    digest.update(chunk.duplicate());
                }
                left -= chunk.remaining();
                while (chunk.hasRemaining()) {
                    channel.write(chunk);
                }
            }
            channel.shutdownOutput();
            // The receiver closes once it has everything.
            channel.read(ByteBuffer.allocate(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes one stream at a time, and throws it away. */
    private static final class Receiver implements AutoCloseable {
        private final ServerSocketChannel listener;
        private final ExecutorService thread = Executors.newSingleThreadExecutor();

        Receiver() throws IOException {
            listener = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        }

        int port() throws IOException {
            return ((InetSocketAddress) listener.getLocalAddress()).getPort();
        }

        Future<Long> receive(@Nullable MessageDigest digest) {
            Callable<Long> task = () -> {
                long count = 0;
                // Empty streams come from asking whether a relay listens.
                while (count == 0) {
                    count = receiveOne(digest);
                }
                return count;
            };
            return thread.submit(task);
        }

        private long receiveOne(@Nullable MessageDigest digest) throws IOException {
            ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);
            long count = 0;
            try (SocketChannel channel = listener.accept()) {
                for (int read = channel.read(chunk); read >= 0; read = channel.read(chunk.clear())) {
                    count += read;
                    if (digest != null) {
                        digest.update(chunk.flip());
                    }
                }
            } catch (IOException e) {
                if (count > 0) {
                    throw e;
                }
            }
            return count;
        }

        @Override
        public void close() throws IOException {
            listener.close();
            thread.shutdownNow();
        }
    }

    /** The relays of others. */
    private record Others(Map<String, Integer> ports, List<PeerProcess> processes, List<Path> files)
            implements AutoCloseable {

        static Others start(int to) throws IOException {
            Map<String, Integer> ports = new LinkedHashMap<>();
            List<PeerProcess> processes = new ArrayList<>();
            for (int buffer : new int[] {8192, 262_144}) {
                int port = Sockets.freePort();
                processes.add(PeerProcess.start(
                        "socat",
                        List.of(
                                "socat",
                                "-b",
                                Integer.toString(buffer),
                                "TCP-LISTEN:" + port + ",bind=127.0.0.1,reuseaddr,fork",
                                "TCP:127.0.0.1:" + to)));
                ports.put("socat -b " + buffer, port);
            }
            int port = Sockets.freePort();
            Path config = Files.createTempFile("haproxy", ".cfg");
            Files.write(
                    config,
                    Arrays.asList(
                            "global",
                            "  maxconn 100",
                            "defaults",
                            "  mode tcp",
                            "  option splice-auto",
                            "  timeout connect 5s",
                            "  timeout client 60s",
                            "  timeout server 60s",
                            "listen relay",
                            "  bind 127.0.0.1:" + port,
                            "  server receiver 127.0.0.1:" + to));
            processes.add(PeerProcess.start("haproxy", List.of("haproxy", "-f", config.toString())));
            ports.put("haproxy, splice", port);
            ports.values().forEach(Others::awaitListening);
            return new Others(ports, processes, List.of(config));
        }

        private static void awaitListening(int port) {
            Awaitility.await().atMost(Bench.LIMIT).ignoreExceptions().until(() -> {
                Sockets.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                        .close();
                return true;
            });
        }

        @Override
        public void close() throws IOException {
            processes.forEach(PeerProcess::close);
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }
}
