package org.netsonde.app.fact;

import javafx.geometry.Orientation;
import javafx.scene.control.TextArea;
import javafx.scene.text.Text;
import javafx.scene.text.TextBoundsType;

/** Text that wraps and is as high as it needs to be, and of which any part can be selected and copied. */
final class WrappedText extends TextArea {

    private final Text measure = new Text();

    WrappedText() {
        setEditable(false);
        setWrapText(true);
        setPrefRowCount(1);
        getStyleClass().add("wrapped-text");
        measure.fontProperty().bind(fontProperty());
        measure.textProperty().bind(textProperty());
        // As text areas draw theirs; other lines of the same font may be lower.
        measure.setBoundsType(TextBoundsType.LOGICAL_VERTICAL_CENTER);
        fontProperty().subscribe(this::requestLayout);
        textProperty().subscribe(this::requestLayout);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    /** Boxes ask for it at another width than they give in the end; what it needs is preferred, and scrolled to. */
    @Override
    protected double computeMinHeight(double width) {
        return 0;
    }

    @Override
    protected double computePrefHeight(double width) {
        double room = width < 0 ? getWidth() : width;
        measure.setWrappingWidth(Math.max(0, room - snappedLeftInset() - snappedRightInset()));
        return Math.ceil(measure.getLayoutBounds().getHeight()) + snappedTopInset() + snappedBottomInset();
    }
}
