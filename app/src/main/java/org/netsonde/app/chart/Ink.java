package org.netsonde.app.chart;

import javafx.scene.paint.Color;

/** What is drawn with a colour of its own, and the style property that sets it. */
enum Ink {
    TITLE("-chart-title", "black"),
    LABEL("-chart-label", "dimgray"),
    GRID("-chart-grid", "lightgray"),
    CROSSHAIR("-chart-crosshair", "gray"),
    BACKGROUND("-chart-background", "white"),
    BUBBLE("-chart-bubble", "white"),
    BUBBLE_EDGE("-chart-bubble-edge", "gray"),
    ACCENT("-chart-accent", "dodgerblue"),
    SUCCESS("-chart-success", "seagreen"),
    WARNING("-chart-warning", "darkorange"),
    DANGER("-chart-danger", "crimson"),
    NEUTRAL("-chart-neutral", "gray"),
    FAULT("-chart-fault", "mediumorchid");

    private final String property;
    private final String initial;

    Ink(String property, String initial) {
        this.property = property;
        this.initial = initial;
    }

    /** The CSS property. */
    String property() {
        return property;
    }

    /** The colour without a style sheet. */
    Color initial() {
        return Color.web(initial);
    }
}
