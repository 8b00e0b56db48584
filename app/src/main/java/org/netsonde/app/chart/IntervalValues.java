package org.netsonde.app.chart;

import org.netsonde.engine.export.CsvText;

/**
 * The figures of an {@link IntervalChart} as CSV text (RFC 4180): a line for each series, or for each series and place, empty
 * where there is no value.
 *
 * @param data what is written
 */
record IntervalValues(IntervalData data) {

    private static final String LINE = "\r\n";

    String csv() {
        StringBuilder text = new StringBuilder("name");
        if (!data.bars()) {
            text.append(',').append(CsvText.GUARDED.cell(data.axis()));
        }
        text.append(",value,low,high").append(LINE);
        for (IntervalSeries series : data.series()) {
            for (int i = 0; i < series.intervals().size(); i++) {
                Interval interval = series.intervals().get(i);
                text.append(CsvText.GUARDED.cell(series.name()));
                if (!data.bars()) {
                    text.append(',').append(number(data.places().get(i)));
                }
                text.append(',').append(number(interval.value()));
                text.append(',').append(number(interval.low()));
                text.append(',').append(number(interval.high())).append(LINE);
            }
        }
        return text.toString();
    }

    private static String number(double value) {
        if (!Double.isFinite(value)) {
            return "";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
