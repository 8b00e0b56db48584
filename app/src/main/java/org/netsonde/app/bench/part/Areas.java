package org.netsonde.app.bench.part;

import javafx.scene.TraversalDirection;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.text.Text;
import javafx.util.Subscription;

/** What fields of several lines do here. Stateless. */
public final class Areas {

    /** What the area's padding and border take of its width. */
    private static final double SIDES = 28;

    /** Longer ones need not be measured: they fill every area. */
    private static final int LONG = 20_000;

    private Areas() {}

    /** The area is as high as its text, within these numbers of lines. */
    public static void grow(TextArea area, int least, int most) {
        Runnable fit = () -> area.setPrefRowCount(Math.clamp(lines(area), least, most));
        Subscription watched = area.textProperty()
                .subscribe(fit)
                .and(area.widthProperty().subscribe(fit))
                .and(area.fontProperty().subscribe(fit));
        // Once more with other numbers replaces this.
        if (area.getProperties().put(Areas.class, watched) instanceof Subscription before) {
            before.unsubscribe();
        }
        fit.run();
    }

    private static int lines(TextArea area) {
        String shown = area.getText();
        double width = area.getWidth() - SIDES;
        if (shown == null || shown.length() > LONG || width <= 0) {
            return shown == null || width <= 0 ? 1 : Integer.MAX_VALUE;
        }
        Text measured = new Text("0");
        measured.setFont(area.getFont());
        double line = measured.getLayoutBounds().getHeight();
        measured.setText(shown);
        measured.setWrappingWidth(width);
        return (int) Math.round(measured.getLayoutBounds().getHeight() / line);
    }

    /** Tab leaves the area, as it does every other field. */
    public static void leaveByTab(TextArea area) {
        area.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.TAB && !e.isShortcutDown() && !e.isAltDown()) {
                e.consume();
                area.requestFocusTraversal(e.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
            }
        });
    }
}
