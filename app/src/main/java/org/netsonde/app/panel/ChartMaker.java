package org.netsonde.app.panel;

import java.util.List;
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
        String noData = texts.get("panel.chart.noData");
        ChartTexts words = view.isRecorded()
                ? new ChartTexts(noData, "", "")
                : new ChartTexts(noData, texts.get("panel.chart.live"), texts.get("panel.chart.paused"));
        TimeChart chart = new TimeChart(title, unit, series, words, view, SPARSE_MILLIS);
        chart.setId("chart-" + id);
        return chart;
    }
}
