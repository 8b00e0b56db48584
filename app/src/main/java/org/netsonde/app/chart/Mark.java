package org.netsonde.app.chart;

/**
 * A moment of which there is something to say.
 *
 * @param id what it is known by
 * @param millis when, in milliseconds since the epoch
 * @param tone its colour
 * @param text what there is to say
 */
public record Mark(String id, long millis, Tone tone, String text) {

    /** When, as charts count time. */
    double at() {
        return (double) millis;
    }
}
