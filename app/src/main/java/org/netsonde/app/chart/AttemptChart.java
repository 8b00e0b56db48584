package org.netsonde.app.chart;

import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;

/**
 * Attempts in their order, a dot for how long each took. Those that were lost are marked in red above, those that were refused by
 * a ring. The pointer, or the arrow keys, show the figures of one. It draws when {@link #render} is called. Style class
 * {@code attempt-chart}. JavaFX thread only.
 */
public final class AttemptChart extends StyledCanvas {

    private static final double WIDTH = 480;
    private static final double HEIGHT = 168;

    private final ValueScale scale = new ValueScale(Unit.MILLISECONDS);
    private List<Dot> dots = List.of();
    private int count = 1;
    private int pointed;

    /** What became of an attempt. */
    public enum Outcome {
        /** It took its time. */
        DONE,
        /** It was refused, after that time. */
        REFUSED,
        /** It came to nothing. */
        LOST
    }

    /**
     * An attempt.
     *
     * @param number which it was, from 1 on
     * @param series what it belongs to
     * @param tone the colour of that
     * @param millis how long it took
     * @param words what became of it, for whoever points at it
     */
    public record Dot(int number, String series, Tone tone, double millis, Outcome outcome, String words) {}

    /** A chart without attempts. */
    public AttemptChart(String id) {
        super("attempt-chart");
        setId(id);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        addEventHandler(MouseEvent.MOUSE_MOVED, e -> point(numberAt(e.getX())));
        addEventHandler(MouseEvent.MOUSE_EXITED, e -> point(0));
        addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
        focusedProperty().subscribe(focused -> point(0));
    }

    /**
     * Shows these.
     *
     * @param most how many there will be in each series: the width of the chart
     * @param words all of it in words
     */
    public void show(List<Dot> attempts, int most, String words) {
        dots = List.copyOf(attempts);
        count = Math.max(1, most);
        setAccessibleText(words);
        redraw();
    }

    /** Draws, if anything changed since the last call. */
    public void render() {
        if (takeRedraw() && getWidth() > 0 && getHeight() > 0) {
            new AttemptPainter(surface(), dots, count, scale).paint(pointed);
        }
    }

    /** Which attempt is pointed at; 0 for none. */
    int pointed() {
        return pointed;
    }

    private int numberAt(double x) {
        return new AttemptPainter(surface(), dots, count, scale).numberAt(x - canvas().getLayoutX());
    }

    private void point(int number) {
        if (number != pointed) {
            pointed = number;
            redraw();
        }
    }

    private void keyPressed(KeyEvent e) {
        int last = dots.stream().mapToInt(Dot::number).max().orElse(0);
        int next = switch (e.getCode()) {
            case LEFT -> Math.max(1, pointed == 0 ? last : pointed - 1);
            case RIGHT -> Math.min(last, pointed + 1);
            case HOME -> 1;
            case END -> last;
            case ESCAPE -> 0;
            default -> -1;
        };
        if (next >= 0 && last > 0 && (next != pointed || e.getCode() != KeyCode.ESCAPE)) {
            e.consume();
            point(next);
        }
    }

    @Override
    protected double computeMinWidth(double height) {
        return WIDTH / 3;
    }

    @Override
    protected double computePrefWidth(double height) {
        return WIDTH;
    }

    @Override
    protected double computePrefHeight(double width) {
        return HEIGHT;
    }

    @Override
    protected double computeMinHeight(double width) {
        return HEIGHT;
    }
}
