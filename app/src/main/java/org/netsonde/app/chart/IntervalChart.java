package org.netsonde.app.chart;

import javafx.scene.AccessibleRole;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;

/**
 * Figures with their intervals: as bars side by side, or as lines over what is varied. The pointer, or the arrow keys, show
 * the numbers of one bar or place.
 *
 * <p>It never draws by itself: the window's frame clock calls {@link #render} while the chart is showing, which returns
 * at once if nothing visible changed. Style class {@code interval-chart}; colours and font come from the style sheet. JavaFX
 * thread only.
 */
public final class IntervalChart extends StyledCanvas implements Pictured {

    private static final double LEAST_WIDTH = 240;
    private static final double USUAL_WIDTH = 560;
    private static final double MARGIN = 10;

    private IntervalData data = IntervalData.NONE;
    private int pointed = -1;

    /** A chart of nothing. */
    public IntervalChart() {
        super("interval-chart");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        addEventHandler(
                MouseEvent.MOUSE_MOVED,
                event -> point(
                        painter().indexAt(event.getX() - canvas().getLayoutX(), event.getY() - canvas().getLayoutY())));
        addEventHandler(MouseEvent.MOUSE_EXITED, event -> point(-1));
        addEventHandler(MouseEvent.MOUSE_PRESSED, event -> requestFocus());
        addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
        focusedProperty().subscribe(focused -> {
            if (!focused) {
                point(-1);
            }
        });
    }

    /** Shows something else. */
    public void show(IntervalData shown) {
        data = shown;
        pointed = Math.min(pointed, shown.count() - 1);
        describe();
        requestLayout();
        redraw();
    }

    /** Draws, if anything visible changed since the last call. */
    public void render() {
        if (takeRedraw() && canvas().getWidth() > 0) {
            if (data.series().isEmpty()) {
                canvas().getGraphicsContext2D().clearRect(0, 0, canvas().getWidth(), canvas().getHeight());
            } else {
                painter().paint(pointed);
            }
        }
    }

    private IntervalPainter painter() {
        return IntervalPainter.of(data, surface());
    }

    private void point(int index) {
        if (index != pointed && !data.series().isEmpty()) {
            pointed = index;
            redraw();
        }
    }

    private void keyPressed(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown() || event.isShiftDown() || data.count() == 0) {
            return;
        }
        KeyCode code = event.getCode();
        if (code == (data.bars() ? KeyCode.UP : KeyCode.LEFT)) {
            point(Math.max(0, pointed - 1));
        } else if (code == (data.bars() ? KeyCode.DOWN : KeyCode.RIGHT)) {
            point(Math.min(data.count() - 1, pointed + 1));
        } else if (code == KeyCode.ESCAPE && pointed >= 0) {
            point(-1);
        } else {
            return;
        }
        event.consume();
    }

    /** What is pointed at: the index of a bar or of a place; -1 for nothing. */
    public int pointed() {
        return pointed;
    }

    @Override
    public String title() {
        return data.title();
    }

    @Override
    public WritableImage picture(double pixels) {
        PictureSurface picture = new PictureSurface(surface(), MARGIN, pixels);
        if (!data.series().isEmpty()) {
            IntervalPainter.of(data, picture).paint(-1);
        }
        return picture.image();
    }

    @Override
    public String visibleValues() {
        return new IntervalValues(data).csv();
    }

    @Override
    protected double computeMinWidth(double height) {
        return LEAST_WIDTH;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefWidth(double height) {
        return USUAL_WIDTH;
    }

    @Override
    protected double computePrefHeight(double width) {
        return data.series().isEmpty()
                ? 0
                : Math.ceil(
                        painter().height() + getInsets().getTop() + getInsets().getBottom());
    }

    private void describe() {
        StringBuilder text = new StringBuilder(data.title());
        for (IntervalSeries series : data.series()) {
            text.append("; ").append(series.name()).append(": ");
            for (int i = 0; i < series.intervals().size(); i++) {
                Interval interval = series.intervals().get(i);
                text.append(i == 0 ? "" : ", ")
                        .append(
                                data.bars()
                                        ? ""
                                        : data.ofAxis().apply(data.places().get(i)) + " ")
                        .append(data.text(interval))
                        .append(interval.remark().isEmpty() ? "" : ", " + interval.remark());
            }
        }
        setAccessibleText(text.toString());
    }
}
