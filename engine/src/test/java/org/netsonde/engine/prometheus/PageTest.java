package org.netsonde.engine.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_35_0.Metrics.BucketSpan;
import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_35_0.Metrics.Histogram;
import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_35_0.Metrics.MetricFamily;
import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_35_0.Metrics.MetricType;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.Unit;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PageTest {

    private static final String PROTOBUF =
            "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited";
    private static final long[] NANOS = {0, 50_000, 50_000, 1_000_000, 2_000_000_000L};

    private static Page page(String accept) throws IOException {
        org.HdrHistogram.Histogram histogram = new org.HdrHistogram.Histogram((1L << 42) - 1, 2);
        for (long nanos : NANOS) {
            histogram.recordValue(nanos);
        }
        Families families = new Families();
        Labels labels = Labels.of("endpoint", "a\"b\\c\nd");
        families.counter("test_sent_bytes", "What was sent.", Unit.BYTES, labels, 7L);
        families.histogram("test_latency_seconds", "Latencies.", Unit.SECONDS, LatencyPoint.of(labels, histogram));
        return Page.of(families::build, ExpositionFormats.init(), accept);
    }

    private static Map<String, MetricFamily> parsed(Page page) throws IOException {
        Map<String, MetricFamily> families = new TreeMap<>();
        ByteArrayInputStream in = new ByteArrayInputStream(page.body());
        for (MetricFamily f = MetricFamily.parseDelimitedFrom(in); f != null; f = MetricFamily.parseDelimitedFrom(in)) {
            families.put(f.getName(), f);
        }
        return families;
    }

    @Test
    void protobufHasClassicAndNativeBuckets() throws Exception {
        Page page = page(PROTOBUF);
        assertThat(page.contentType()).startsWith("application/vnd.google.protobuf");
        MetricFamily family = parsed(page).get("test_latency_seconds");
        assertThat(family.getType()).isEqualTo(MetricType.HISTOGRAM);
        Histogram histogram = family.getMetric(0).getHistogram();
        assertThat(histogram.getSampleCount()).isEqualTo(NANOS.length);
        assertThat(histogram.getBucketList()).anySatisfy(bucket -> {
            assertThat(bucket.getUpperBound()).isEqualTo(100e-6);
            assertThat(bucket.getCumulativeCount()).isEqualTo(3);
        });
        assertThat(histogram.getSchema()).isEqualTo(LatencyPoint.SCHEMA);
        assertThat(histogram.getZeroCount()).isEqualTo(1);
        assertThat(nativeCounts(histogram))
                .isEqualTo(Map.of(
                        LatencyPoint.index(50_100 / 1e9), 2L,
                        LatencyPoint.index(1_001_000 / 1e9), 1L,
                        LatencyPoint.index(2.001), 1L));
    }

    /** How many in each bucket, by its index, as Prometheus unpacks spans and differences. */
    private static Map<Integer, Long> nativeCounts(Histogram histogram) {
        Map<Integer, Long> counts = new TreeMap<>();
        List<Long> deltas = new ArrayList<>(histogram.getPositiveDeltaList());
        int index = 0;
        long count = 0;
        for (BucketSpan span : histogram.getPositiveSpanList()) {
            index += span.getOffset();
            for (int i = 0; i < span.getLength(); i++) {
                count += deltas.removeFirst();
                if (count > 0) {
                    counts.put(index, count);
                }
                index++;
            }
        }
        assertThat(deltas).isEmpty();
        return counts;
    }

    @Test
    void protobufHasCountersWithTheirLabels() throws Exception {
        MetricFamily family = parsed(page(PROTOBUF)).get("test_sent_bytes_total");
        assertThat(family.getType()).isEqualTo(MetricType.COUNTER);
        assertThat(family.getMetric(0).getCounter().getValue()).isEqualTo(7);
        assertThat(family.getMetric(0).getLabel(0).getValue()).isEqualTo("a\"b\\c\nd");
    }

    @Test
    void whatPrometheusItselfAsksForIsAnswered() throws Exception {
        // As Prometheus 2 and 3 send it.
        String accept =
                "application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,"
                        + "text/plain;version=1.0.0;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1";
        assertThat(page(accept).contentType()).startsWith("application/openmetrics-text");
        assertThat(page("*/*").contentType()).startsWith("text/plain; version=0.0.4");
    }
}
