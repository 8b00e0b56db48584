package org.netsonde.app.fact;

import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.engine.protocol.Fact;

/** The name of a fact and beside it, where it needs one a mark, and its value, which wraps in the rest of the width. */
final class FactLine extends Region {

    private static final double NAME_WIDTH = 116;
    private static final double GAP = 6;

    private final Label name;
    private final @Nullable FontIcon mark;
    private final WrappedText value;

    FactLine(Label name, WrappedText value, Fact.Tone tone) {
        this.name = name;
        this.value = value;
        mark = mark(tone);
        getChildren().addAll(name, value);
        if (mark != null) {
            getChildren().add(mark);
            String level = tone.name().toLowerCase(Locale.ROOT);
            pseudoClassStateChanged(PseudoClass.getPseudoClass(level), true);
        }
        getStyleClass().add("fact");
    }

    private static @Nullable FontIcon mark(Fact.Tone tone) {
        return switch (tone) {
            case GOOD -> new FontIcon(Feather.CHECK);
            case WARNING -> new FontIcon(Feather.ALERT_TRIANGLE);
            case BAD -> new FontIcon(Feather.X);
            case PLAIN -> null;
        };
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    private double valueAt() {
        return NAME_WIDTH + GAP + (mark == null ? 0 : snapSizeX(mark.prefWidth(-1)) + GAP);
    }

    @Override
    protected double computeMinWidth(double height) {
        return valueAt();
    }

    @Override
    protected double computePrefWidth(double height) {
        return valueAt() + value.prefWidth(-1);
    }

    @Override
    protected double computeMinHeight(double width) {
        return 0;
    }

    @Override
    protected double computePrefHeight(double width) {
        double room = Math.max(0, (width < 0 ? getWidth() : width) - valueAt());
        return snapSizeY(Math.max(name.prefHeight(NAME_WIDTH), value.prefHeight(room)));
    }

    @Override
    protected void layoutChildren() {
        double height = name.prefHeight(NAME_WIDTH);
        name.resizeRelocate(0, 0, NAME_WIDTH, height);
        if (mark != null) {
            double size = mark.prefWidth(-1);
            mark.resizeRelocate(NAME_WIDTH + GAP, 1, size, mark.prefHeight(-1));
        }
        value.resizeRelocate(valueAt(), 0, Math.max(0, getWidth() - valueAt()), getHeight());
    }
}
