package org.netsonde.app.chart;

/** The meaning of a series' colour; the style sheet says which colour it is. */
public enum Tone {
    ACCENT(Ink.ACCENT),
    SUCCESS(Ink.SUCCESS),
    WARNING(Ink.WARNING),
    DANGER(Ink.DANGER),
    NEUTRAL(Ink.NEUTRAL),
    /** What was done on purpose. */
    FAULT(Ink.FAULT);

    private final Ink ink;

    Tone(Ink ink) {
        this.ink = ink;
    }

    Ink ink() {
        return ink;
    }
}
