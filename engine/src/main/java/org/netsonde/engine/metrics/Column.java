package org.netsonde.engine.metrics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Function;

/**
 * One figure of a sample under the name that every export gives it, and that thresholds know it by.
 *
 * @param name its name
 * @param value its value; latencies are 0 where there was none
 */
public record Column(String name, Function<Sample, BigDecimal> value) {

    /** The figures that every protocol has, in the order of columns. */
    public static final List<Column> COMMON = List.of(
            new Column("open", s -> BigDecimal.valueOf(s.open())),
            new Column("total", s -> BigDecimal.valueOf(s.total())),
            new Column("requests", s -> BigDecimal.valueOf(s.requests())),
            new Column("errors", s -> BigDecimal.valueOf(s.errors())),
            new Column("error_rate", s -> decimal(s.errorRate(), 6)),
            new Column("mean_ms", s -> millis(Math.round(s.latency().mean()))),
            new Column("p50_ms", s -> millis(s.latency().p50())),
            new Column("p99_ms", s -> millis(s.latency().p99())),
            new Column("max_ms", s -> millis(s.latency().max())),
            new Column("bytes_in", s -> BigDecimal.valueOf(s.bytesIn())),
            new Column("bytes_out", s -> BigDecimal.valueOf(s.bytesOut())),
            new Column("rate", s -> decimal(s.requestRate(), 3)),
            new Column("uptime_s", s -> seconds(s.uptimeNanos())));

    /** Nanoseconds as milliseconds, exactly. */
    public static BigDecimal millis(long nanos) {
        return BigDecimal.valueOf(nanos, 6).stripTrailingZeros();
    }

    /** Nanoseconds as seconds, to the millisecond. */
    public static BigDecimal seconds(long nanos) {
        return BigDecimal.valueOf(nanos, 9).setScale(3, RoundingMode.HALF_UP).stripTrailingZeros();
    }

    /** A number rounded to so many digits behind the point. */
    public static BigDecimal decimal(double value, int digits) {
        return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP).stripTrailingZeros();
    }
}
