package org.netsonde.engine.har;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.session.Annotation;
import org.netsonde.engine.session.EndpointInfo;
import org.netsonde.engine.session.SessionInfo;
import org.netsonde.engine.session.SessionWriter;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.TrafficEvent;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Writes the session of a HAR file while it is read. Records of traffic are brought into the order of time as far as {@link
 * #MOST_WAITING} bytes of them reach; files are nearly in order. One thread.
 */
final class HarSession {

    /** More origins than these are left out. */
    static final int MAX_ORIGINS = 500;

    private static final int MAX_PAGES = 1_000;
    private static final int MOST_WAITING = 32 << 20;
    private static final int EVENT_BYTES = 100;
    private static final int NO_STATUS = 0;
    private static final int FIRST_ERROR = 400;

    private final SessionWriter writer;
    private final String fileName;
    private final Map<Origin, HarEndpoint> endpoints = new LinkedHashMap<>();
    private final List<Annotation> annotations = new ArrayList<>();
    private final PriorityQueue<Waiting> waiting =
            new PriorityQueue<>(Comparator.comparingLong(Waiting::nanos).thenComparingLong(Waiting::number));
    private long waitingBytes;
    private long numbers;
    private long leftOut;
    private long firstNanos = Long.MAX_VALUE;
    private long lastNanos = Long.MIN_VALUE;

    private record Waiting(long nanos, long number, String endpoint, TrafficEvent event) {}

    /**
     * A session.
     *
     * @param fileName the name of the file, which records say that they are made from
     */
    HarSession(SessionWriter writer, String fileName) {
        this.writer = writer;
        this.fileName = fileName;
    }

    /** Takes an exchange. */
    void entry(HarEntry entry) {
        Origin origin = Origin.of(entry.request().url());
        if (origin == null) {
            leftOut++;
            return;
        }
        HarEndpoint endpoint = endpoints.get(origin);
        if (endpoint == null) {
            if (endpoints.size() >= MAX_ORIGINS) {
                leftOut++;
                return;
            }
            endpoint = declare(origin);
        }
        exchange(endpoint, origin, entry);
    }

    private HarEndpoint declare(Origin origin) {
        HarEndpoint endpoint = new HarEndpoint("har" + (endpoints.size() + 1));
        endpoints.put(origin, endpoint);
        writer.endpoint(
                new EndpointInfo(
                        endpoint.id(),
                        origin.toString(),
                        "http-client",
                        Role.CLIENT,
                        origin.address(),
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("host", origin.host())
                                .put("port", origin.port())),
                List.of());
        return endpoint;
    }

    private void exchange(HarEndpoint endpoint, Origin origin, HarEntry entry) {
        HarEntry.Timings timings = entry.timings();
        long started = nanos(entry.startedMillis());
        long sent = nanos(entry.startedMillis() + timings.before());
        double waited = timings.send() + timings.waiting();
        long answered = nanos(entry.startedMillis() + timings.before() + waited);
        long ended = nanos(entry.startedMillis() + timings.before() + waited + timings.receive());
        String connection = entry.connection().isEmpty() ? "request " + numbers : entry.connection();
        boolean known = endpoint.knows(connection);
        long id = endpoint.use(connection, started, ended);
        if (!known) {
            add(endpoint, event(started, id, Direction.OPENED, opened(origin, entry)));
        }
        HarText.Written request = HarText.request(
                entry.request(), origin, Origin.target(entry.request().url()));
        add(endpoint, new TrafficEvent(sent, id, Direction.OUT, request.length(), request.bytes()));
        endpoint.request(sent, wire(entry.request(), request));
        if (entry.response().status() == NO_STATUS) {
            Failure.Kind kind = kind(entry.error());
            endpoint.failure(ended, kind);
            String words =
                    entry.error().isEmpty() ? Phrase.of("har.noAnswer").toString() : HarSecrets.words(entry.error());
            add(endpoint, event(ended, id, Direction.FAILED, words));
        } else {
            boolean head = entry.request().method().equalsIgnoreCase("HEAD");
            HarText.Written response = HarText.response(entry.response(), head);
            add(endpoint, new TrafficEvent(answered, id, Direction.IN, response.length(), response.bytes()));
            endpoint.response(answered, wire(entry.response(), response), Math.round(waited * 1e6));
            if (entry.response().status() >= FIRST_ERROR) {
                endpoint.failure(answered, Failure.Kind.PEER_ERROR);
            }
        }
        firstNanos = Math.min(firstNanos, started);
        lastNanos = Math.max(lastNanos, Math.max(answered, ended));
    }

    private static long nanos(double millis) {
        return Math.round(millis * 1e3) * 1_000;
    }

    private static long wire(HarEntry.Message message, HarText.Written written) {
        return message.wire() >= 0 ? message.wire() : written.length();
    }

    /** The ends as records of connections name them, and that this one is made up of a file. */
    private String opened(Origin origin, HarEntry entry) {
        String address = entry.address().replaceAll("[^0-9A-Fa-f:.]", "");
        String end = origin.address() + (address.isEmpty() ? "" : " (" + address + ")");
        String version = entry.request().version().replaceAll("[^\\p{Graph}]", "");
        return end + " · " + Phrase.of("har.reconstructed", fileName, version.isEmpty() ? "HTTP" : version);
    }

    private static TrafficEvent event(long nanos, long connection, Direction direction, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new TrafficEvent(nanos, connection, direction, bytes.length, bytes);
    }

    /** What browsers and proxies call the reasons. */
    private static Failure.Kind kind(String error) {
        String text = error.toUpperCase(Locale.ROOT).replace('_', ' ');
        if (text.contains("NAME NOT RESOLVED") || text.contains("UNKNOWN HOST") || text.contains("ENOTFOUND")) {
            return Failure.Kind.UNKNOWN_HOST;
        } else if (text.contains("REFUSED")) {
            return Failure.Kind.CONNECTION_REFUSED;
        } else if (text.contains("TIMED OUT") || text.contains("TIMEOUT")) {
            return Failure.Kind.CONNECT_TIMEOUT;
        } else if (text.contains("RESET")) {
            return Failure.Kind.CONNECTION_RESET;
        } else if (text.contains("CERT") || text.contains("SSL") || text.contains("TLS")) {
            return Failure.Kind.TLS_HANDSHAKE;
        } else if (text.contains("UNREACHABLE") || text.contains("INTERNET DISCONNECTED")) {
            return Failure.Kind.UNREACHABLE;
        }
        return Failure.Kind.IO;
    }

    private void add(HarEndpoint endpoint, TrafficEvent event) {
        waiting.add(new Waiting(event.nanos(), numbers++, endpoint.id(), event));
        waitingBytes += event.bytes().length + EVENT_BYTES;
        while (waitingBytes > MOST_WAITING) {
            writeOne();
        }
    }

    private void writeOne() {
        Waiting next = waiting.remove();
        waitingBytes -= next.event().bytes().length + EVENT_BYTES;
        writer.traffic(next.endpoint(), next.event());
    }

    /** Takes a page that a browser showed; marked where it began. */
    void page(HarReader.Page page) {
        if (annotations.size() < MAX_PAGES) {
            String title = HarSecrets.target(page.title());
            annotations.add(note(nanos(page.startedMillis()), Phrase.of("har.page", title)));
        }
    }

    private Annotation note(long nanos, Phrase text) {
        return new Annotation(
                "har" + (annotations.size() + 1),
                Instant.ofEpochMilli(nanos / 1_000_000),
                Annotation.Kind.NOTE,
                "",
                text.toString());
    }

    /**
     * Writes what is left, and ends the session.
     *
     * @param creator the program that wrote the file
     * @param more how many exchanges were left out before they came here
     */
    void end(String creator, long more) {
        while (!waiting.isEmpty()) {
            writeOne();
        }
        samples();
        annotations.add(note(firstNanos, Phrase.of("har.origin", fileName, creator.isEmpty() ? "-" : creator)));
        annotations.add(note(firstNanos, Phrase.of("har.masked")));
        if (leftOut + more > 0) {
            annotations.add(note(firstNanos, Phrase.of("har.leftOut", leftOut + more)));
        }
        annotations.stream().sorted(Comparator.comparing(Annotation::at)).forEach(writer::annotation);
        writer.end(SessionInfo.State.IMPORTED, Instant.ofEpochMilli(lastNanos / 1_000_000));
    }

    private void samples() {
        SortedMap<Long, List<HarEndpoint>> bySecond = new TreeMap<>();
        for (HarEndpoint endpoint : endpoints.values()) {
            for (long second : endpoint.finish()) {
                bySecond.computeIfAbsent(second, _ -> new ArrayList<>()).add(endpoint);
            }
        }
        bySecond.forEach((second, all) -> all.forEach(endpoint -> {
            HarEndpoint.Row row = endpoint.row(second);
            writer.sample(endpoint.id(), row.sample(), row.errors(), row.latencies());
        }));
    }
}
