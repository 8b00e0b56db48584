package org.netsonde.app.chart;

/**
 * The words a chart shows, in the user's language.
 *
 * @param noData the hint of a chart without data, until {@link TimeChart#hintProperty()} says otherwise
 * @param live said by the accessible text while the chart follows the present
 * @param paused shown while it does not, with how to return: "paused — double click for live"; empty for nothing
 */
public record ChartTexts(String noData, String live, String paused) {}
