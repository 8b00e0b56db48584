package org.netsonde.engine.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.capture.CaptureInterface;
import org.netsonde.engine.capture.RecordedTraffic;
import org.netsonde.engine.file.FileFailures;
import org.netsonde.engine.metrics.HistoryBudget;
import org.netsonde.engine.metrics.MetricsView;
import org.netsonde.engine.metrics.Percentiles;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.traffic.TrafficSource;

/**
 * A session that was recorded, also one that still is: then as it stood when it was opened, but for its traffic, which goes
 * on. Figures are in memory, within the usual budget; traffic is read from the disk as it is looked at.
 */
public final class StoredSession implements Session {

    private final Path folder;
    private final SessionInfo info;
    private final List<Stored> endpoints;
    private final List<Annotation> annotations;

    private StoredSession(Path folder, SessionInfo info, List<Stored> endpoints, List<Annotation> annotations) {
        this.folder = folder;
        this.info = info;
        this.endpoints = endpoints;
        this.annotations = annotations;
    }

    /**
     * Opens the session in a folder; reads all but its traffic. What was torn when its recording was cut off is left out.
     *
     * @throws FailureException of kind FILE if it cannot be read
     */
    public static StoredSession open(Path folder, ProtocolRegistry protocols) {
        SessionDocument document = SessionFile.read(folder);
        try {
            HistoryBudget budget = new HistoryBudget();
            Map<String, RecordedMetrics> metrics = new HashMap<>();
            document.endpoints().forEach(entry -> metrics.put(entry.key(), new RecordedMetrics(entry.own(), budget)));
            Lines.forEach(RotatingFile.pieces(folder, "metrics", ".jsonl"), text -> {
                SampleLine line = SampleLine.read(text);
                RecordedMetrics of = line == null ? null : metrics.get(line.endpoint());
                if (line != null && of != null) {
                    of.add(line);
                }
            });
            Map<String, Histogram> life = new HashMap<>();
            LatencyLog.forEach(
                    latencies(folder),
                    TimeRange.ALL,
                    (key, histogram) ->
                            life.computeIfAbsent(key, k -> LatencyLog.empty()).add(histogram));
            Map<String, Stored> endpoints = new LinkedHashMap<>();
            for (SessionDocument.Entry entry : document.endpoints()) {
                RecordedMetrics of = metrics.getOrDefault(entry.key(), new RecordedMetrics(entry.own(), budget));
                Histogram all = life.get(entry.key());
                of.complete(all == null ? Percentiles.NONE : Percentiles.of(all));
                endpoints.put(entry.key(), new Stored(folder, entry, of, protocols));
            }
            return new StoredSession(
                    folder, document.info(), List.copyOf(endpoints.values()), AnnotationLines.read(folder));
        } catch (IOException e) {
            throw new FailureException(FileFailures.of(folder, e), e);
        }
    }

    private static List<Path> latencies(Path folder) throws IOException {
        return RotatingFile.pieces(folder, "latency", ".hlog");
    }

    /** Where it is. */
    public Path folder() {
        return folder;
    }

    @Override
    public SessionInfo info() {
        return info;
    }

    @Override
    public List<? extends SessionEndpoint> endpoints() {
        return endpoints;
    }

    @Override
    public List<Annotation> annotations() {
        return annotations;
    }

    @Override
    public void close() {
        // Files are open only while something reads from them.
    }

    /** An endpoint of it. */
    private static final class Stored implements SessionEndpoint {
        private final Path folder;
        private final SessionDocument.Entry entry;
        private final RecordedMetrics metrics;
        private final RecordedTraffic traffic;

        Stored(Path folder, SessionDocument.Entry entry, RecordedMetrics metrics, ProtocolRegistry protocols) {
            this.folder = folder;
            this.entry = entry;
            this.metrics = metrics;
            traffic = new RecordedTraffic(
                    this::captures,
                    entry.info().id(),
                    CaptureInterface.of(entry.info(), protocols).wire());
        }

        private List<Path> captures() {
            try {
                return RotatingFile.pieces(folder, TrafficFile.NAME, TrafficFile.SUFFIX);
            } catch (IOException e) {
                throw new FailureException(FileFailures.of(folder, e), e);
            }
        }

        @Override
        public EndpointInfo info() {
            return entry.info();
        }

        @Override
        public MetricsView metrics() {
            return metrics;
        }

        @Override
        public TrafficSource traffic() {
            return traffic;
        }

        @Override
        public long notRecorded() {
            return entry.notRecorded();
        }

        @Override
        public void latencies(TimeRange range, Consumer<Histogram> consumer) {
            try {
                LatencyLog.forEach(
                        StoredSession.latencies(folder),
                        entry.key(),
                        range,
                        (key, histogram) -> consumer.accept(histogram));
            } catch (IOException e) {
                throw new FailureException(FileFailures.of(folder, e), e);
            }
        }
    }
}
