package org.netsonde.app.shell;

import java.util.List;
import java.util.function.BiConsumer;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.chart.Sparkline;
import org.netsonde.app.text.AddressText;
import org.netsonde.app.text.Texts;
import org.netsonde.app.threshold.BrokenBadge;
import org.netsonde.app.workbench.Item;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.metrics.EndpointMetrics;
import org.netsonde.engine.metrics.Sample;

/** One endpoint in the list: dot, name, what it is and where, trace of its throughput. JavaFX thread only. */
final class EndpointRow extends HBox {

    private static final PseudoClass UNKNOWN = PseudoClass.getPseudoClass("unknown");

    private static final long STEP_MILLIS = 1_000 / EndpointList.TICKS_PER_SECOND;
    /** More than the past that a trace shows holds at the rate at which meters are read. */
    private static final int MOST_SAMPLES = 500;

    private final Item item;
    private final Texts texts;
    private final Region dot = new Region();
    private final Label name = new Label();
    private final Label detail = new Label();
    private final StackPane title = new StackPane(name);
    private final @Nullable BrokenBadge broken;
    private final Sparkline trace = new Sparkline();
    private final Rate rate = new Rate();

    EndpointRow(Item item, Texts texts) {
        this.item = item;
        this.texts = texts;
        dot.getStyleClass().add("state-dot");
        name.getStyleClass().add("endpoint-name");
        name.setMaxWidth(Double.MAX_VALUE);
        name.setMinWidth(0);
        detail.getStyleClass().add("endpoint-detail");
        detail.setMinWidth(0);
        title.setMinWidth(0);
        HBox.setHgrow(title, Priority.ALWAYS);
        broken = item instanceof Item.Known known ? new BrokenBadge(known.endpoint(), texts) : null;
        HBox top = new HBox(8, title, trace);
        if (broken != null) {
            top.getChildren().add(1, broken);
        }
        top.getStyleClass().add("endpoint-top");
        VBox lines = new VBox(1, top, detail);
        lines.setMinWidth(0);
        HBox.setHgrow(lines, Priority.ALWAYS);
        getChildren().setAll(dot, lines);
        getStyleClass().add("endpoint-row");
        setAccessibleRole(AccessibleRole.TEXT);
        pseudoClassStateChanged(UNKNOWN, item instanceof Item.Unknown);
        trace.setVisible(item instanceof Item.Known);
        refill();
        refresh();
    }

    /** What a row that stood here before has shown, as after a change of language. */
    private void refill() {
        if (item instanceof Item.Known known) {
            EndpointMetrics metrics = known.endpoint().metrics();
            long now = System.currentTimeMillis();
            long window = Rate.WINDOW_STEPS * STEP_MILLIS;
            List<Sample> past = metrics.history().since(now - Sparkline.VALUES * STEP_MILLIS - window, MOST_SAMPLES);
            for (double value : PastRates.of(past, now, Sparkline.VALUES, STEP_MILLIS, window)) {
                trace.append(value);
            }
            Sample latest = metrics.latest();
            rate.next(System.nanoTime(), latest.bytesIn() + latest.bytesOut());
        }
    }

    Item item() {
        return item;
    }

    /** Shows name and state as they are now. */
    void refresh() {
        name.setText(item.name());
        String state = "";
        switch (item) {
            case Item.Known known -> {
                EndpointState now = known.endpoint().state();
                StateStyle.apply(dot, now);
                detail.setText(detail(known.endpoint(), now));
                state = texts.get(StateStyle.key(now));
            }
            case Item.Unknown unknown ->
                detail.setText(
                        texts.get("shell.unknown-protocol", unknown.entry().protocol()));
        }
        setAccessibleText(item.name() + ", " + detail.getText() + (state.isEmpty() ? "" : ", " + state));
    }

    private String detail(Endpoint endpoint, EndpointState state) {
        String protocol = texts.protocol(endpoint.protocol().id());
        return switch (state) {
            case EndpointState.Running running -> protocol + " · " + AddressText.of(running.address());
            case EndpointState.Failed failed -> texts.get(failed.failure().what());
            case EndpointState.Starting starting -> protocol + " · " + texts.get(StateStyle.key(state));
            default -> protocol;
        };
    }

    /** Reads the meter and moves the trace on. */
    void tick(long nowNanos) {
        if (item instanceof Item.Known known) {
            Sample sample = known.endpoint().metrics().latest();
            trace.append(rate.next(nowNanos, sample.bytesIn() + sample.bytesOut()));
            trace.render();
            if (broken != null) {
                broken.tick();
            }
        }
    }

    /**
     * Puts a text field in place of the name.
     *
     * @param rename takes the new name
     * @param done runs when the field is gone
     */
    void edit(BiConsumer<Endpoint, String> rename, Runnable done) {
        if (!(item instanceof Item.Known known)) {
            return;
        }
        new NameEditor(known.endpoint(), rename, done).begin();
    }

    /** The text field while a name is being changed. */
    private final class NameEditor {
        private final Endpoint endpoint;
        private final BiConsumer<Endpoint, String> rename;
        private final Runnable done;
        private @Nullable TextField field;

        NameEditor(Endpoint endpoint, BiConsumer<Endpoint, String> rename, Runnable done) {
            this.endpoint = endpoint;
            this.rename = rename;
            this.done = done;
        }

        void begin() {
            TextField editor = new TextField(endpoint.name());
            field = editor;
            editor.setId("rename");
            editor.getStyleClass().add("rename");
            editor.setAccessibleText(texts.get("shell.action.rename"));
            editor.setOnAction(event -> commit(editor));
            editor.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
                if (event.getCode() == KeyCode.ESCAPE) {
                    event.consume();
                    end();
                }
            });
            editor.focusedProperty().addListener((o, before, focused) -> {
                if (!focused && field != null) {
                    commit(editor);
                }
            });
            title.getChildren().setAll(editor);
            editor.requestFocus();
            editor.selectAll();
        }

        private void commit(TextField editor) {
            if (field == null) {
                return;
            }
            field = null;
            rename.accept(endpoint, editor.getText());
            end();
        }

        private void end() {
            field = null;
            title.getChildren().setAll(name);
            refresh();
            done.run();
        }
    }
}
