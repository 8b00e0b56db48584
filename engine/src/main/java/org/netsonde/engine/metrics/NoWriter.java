package org.netsonde.engine.metrics;

import org.netsonde.engine.Failure;

/** The writer that counts nothing. */
final class NoWriter implements MeterWriter {

    @Override
    public void opened() {}

    @Override
    public void closed() {}

    @Override
    public void failed(Failure.Kind kind) {}

    @Override
    public void read(int bytes, int messages, long now) {}

    @Override
    public void written(int bytes, int messages, long now) {}

    @Override
    public void latency(long nanos, int count) {}

    @Override
    public void add(MetricSpec metric, long delta) {}
}
