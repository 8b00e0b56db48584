package org.netsonde.engine.session.compare;

/** What is compared of an endpoint. */
public enum Figure {
    /** Requests per second: messages received by servers and relays, sent by clients. */
    REQUESTS(Better.HIGHER),
    /** Bytes per second received. */
    BYTES_IN(Better.HIGHER),
    /** Bytes per second sent. */
    BYTES_OUT(Better.HIGHER),
    /** The mean latency in nanoseconds. */
    LATENCY_MEAN(Better.LOWER),
    /** The median latency in nanoseconds. */
    LATENCY_P50(Better.LOWER),
    /** The 90th percentile of latency in nanoseconds. */
    LATENCY_P90(Better.LOWER),
    /** The 99th percentile of latency in nanoseconds. */
    LATENCY_P99(Better.LOWER),
    /** The largest latency in nanoseconds. */
    LATENCY_MAX(Better.LOWER),
    /** Failures per second. */
    ERRORS(Better.LOWER),
    /** Open connections. */
    OPEN(Better.NEITHER);

    private final Better better;

    Figure(Better better) {
        this.better = better;
    }

    /** In which direction it is better. */
    public Better better() {
        return better;
    }

    /** Whether it is a latency, in nanoseconds. */
    public boolean isLatency() {
        return this == LATENCY_MEAN
                || this == LATENCY_P50
                || this == LATENCY_P90
                || this == LATENCY_P99
                || this == LATENCY_MAX;
    }

    /** Which values are the better ones. */
    public enum Better {
        /** High ones. */
        HIGHER,
        /** Low ones. */
        LOWER,
        /** Neither. */
        NEITHER
    }
}
