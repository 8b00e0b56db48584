package org.netsonde.app.chart;

/**
 * One line of a chart.
 *
 * @param name as the legend shows it
 * @param tone its colour
 */
public record Series(String name, Tone tone) {}
