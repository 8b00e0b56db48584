package org.netsonde.engine.probe.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The cipher suites that there are, by their numbers. Immutable. */
public final class Suites {

    private static final int COLUMNS = 8;

    private final Map<Integer, Suite> all;

    private final List<Suite> ordered;

    private Suites(Map<Integer, Suite> all, List<Suite> ordered) {
        this.all = all;
        this.ordered = ordered;
    }

    /** Those of the registry, the best first. */
    public static Suites builtin() {
        try (InputStream in = Objects.requireNonNull(Suites.class.getResourceAsStream("suites.tsv"))) {
            Map<Integer, Suite> all = new LinkedHashMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Suites::suite)
                    .sorted(Comparator.comparing(Suite::strength)
                            .thenComparing(suite -> !suite.isAead())
                            .thenComparing(suite -> !suite.exchange().equals("ECDHE"))
                            .thenComparing(Comparator.comparingInt(Suite::bits).reversed())
                            .thenComparingInt(Suite::code))
                    .forEach(suite -> all.put(suite.code(), suite));
            return new Suites(Map.copyOf(all), List.copyOf(all.values()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Suite suite(String line) {
        String[] cells = line.split("\t", COLUMNS);
        return new Suite(
                Integer.parseInt(cells[0], 16),
                cells[1],
                cells[2],
                cells[3],
                cells[4],
                cells[5],
                Integer.parseInt(cells[6]),
                cells[7]);
    }

    /** The suite of a number. */
    public Optional<Suite> find(int code) {
        return Optional.ofNullable(all.get(code));
    }

    /** Those that a version can use, the best first. */
    public List<Suite> of(TlsVersion version) {
        return ordered.stream()
                .filter(suite -> suite.isTls13() == (version == TlsVersion.TLS13))
                .toList();
    }
}
