package org.netsonde.app.chart;

/** How much of the past a live chart shows. */
public enum Span {
    ONE_MINUTE(60_000),
    FIVE_MINUTES(300_000),
    FIFTEEN_MINUTES(900_000),
    ONE_HOUR(3_600_000),
    /** From the first value kept to now. */
    ALL(0);

    private final long millis;

    Span(long millis) {
        this.millis = millis;
    }

    /** The span in milliseconds; 0 for {@link #ALL}, whose width depends on the data. */
    public long millis() {
        return millis;
    }
}
