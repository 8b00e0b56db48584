package org.netsonde.app.panel;

import java.util.List;
import java.util.Optional;
import org.netsonde.app.chart.ChartTexts;
import org.netsonde.app.chart.Series;
import org.netsonde.app.chart.TimeChart;
import org.netsonde.app.chart.TimeView;
import org.netsonde.app.chart.Unit;
import org.netsonde.app.text.Texts;

/**
 * Makes the charts of a panel, which scroll, zoom and point together.
 *
 * @param texts the words
 * @param view the time that they show
 */
record ChartMaker(Texts texts, TimeView view) {

    /** Values that are no further apart than this are joined by a line. */
    private static final long SPARSE_MILLIS = 2_000;

    /** A chart. */
    TimeChart chart(String id, String title, Unit unit, List<Series> series) {
        return chart(id, title, unit, series, Optional.empty());
    }

    /** A chart that says why it has no data, if it has none. */
    TimeChart chart(String id, String title, Unit unit, List<Series> series, Optional<String> none) {
        String noData = none.orElseGet(() -> texts.get("panel.chart.noData"));
        ChartTexts words = view.isRecorded()
                ? new ChartTexts(noData, "", "")
                : new ChartTexts(noData, texts.get("panel.chart.live"), texts.get("panel.chart.paused"));
        TimeChart chart = new TimeChart(title, unit, series, words, view, SPARSE_MILLIS);
        chart.setId("chart-" + id);
        return chart;
    }
}
