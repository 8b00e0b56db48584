package org.netsonde.engine.relay;

import org.netsonde.engine.Failure;
import org.netsonde.engine.metrics.Meter;
import org.netsonde.engine.metrics.MeterWriter;
import org.netsonde.engine.metrics.MetricSpec;

/**
 * Counts the side of a relay where its back ends are: what the common figures count for the clients' side goes to figures of
 * its own. Failures and latencies are those of the endpoint.
 *
 * @param meter the meter of the relay
 */
public record BackMeter(Meter meter) implements Meter {

    @Override
    public MeterWriter writer(Object owner) {
        return new Writer(meter.writer(owner));
    }

    private record Writer(MeterWriter to) implements MeterWriter {
        @Override
        public void opened() {
            to.add(RelayMetrics.BACK_OPEN, 1);
        }

        @Override
        public void closed() {
            to.add(RelayMetrics.BACK_OPEN, -1);
        }

        @Override
        public void failed(Failure.Kind kind) {
            to.failed(kind);
        }

        @Override
        public void read(int bytes, int messages, long now) {
            to.add(RelayMetrics.BACK_BYTES_IN, bytes);
        }

        @Override
        public void written(int bytes, int messages, long now) {
            to.add(RelayMetrics.BACK_BYTES_OUT, bytes);
        }

        @Override
        public void latency(long nanos, int count) {
            to.latency(nanos, count);
        }

        @Override
        public void add(MetricSpec metric, long delta) {
            to.add(metric, delta);
        }
    }
}
