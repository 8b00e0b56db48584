package org.netsonde.app.recording;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.chart.Unit;
import org.netsonde.app.fx.FrameClock;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Failure;
import org.netsonde.engine.session.Recorder;
import org.netsonde.engine.session.Recording;

/**
 * Says in the top bar whether the run is recorded, for how long, and whether that goes well; its menu has what can be done
 * about it. JavaFX thread only.
 */
public final class RecordingButton {

    private static final int TICKS_PER_SECOND = 2;
    private static final double DOT_RADIUS = 5;
    private static final PseudoClass ON = PseudoClass.getPseudoClass("on");
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

    private final Recorder recorder;
    private final Texts texts;
    private final InstantSource clock;
    private final Consumer<Failure> troubled;
    private final MenuButton button = new MenuButton();
    private final Tooltip tip = new Tooltip();
    private final MenuItem toggle = new MenuItem();
    private final MenuItem split;
    private final MenuItem open;
    private final Subscription ticks;
    private @Nullable Failure told;

    /**
     * What its menu does.
     *
     * @param toggle records, or records no more
     * @param split ends the session and begins another
     * @param open shows the session of that id
     * @param settings asks how much is kept
     */
    public record Commands(Runnable toggle, Runnable split, Consumer<String> open, Runnable settings) {}

    /**
     * A button.
     *
     * @param clock what the recorder's times are of
     * @param troubled hears once of each time in which nothing can be written
     */
    public RecordingButton(
            Recorder recorder,
            Texts texts,
            FrameClock frames,
            InstantSource clock,
            Commands commands,
            Consumer<Failure> troubled) {
        this.recorder = recorder;
        this.texts = texts;
        this.clock = clock;
        this.troubled = troubled;
        Circle dot = new Circle(DOT_RADIUS);
        dot.getStyleClass().add("dot");
        button.setGraphic(dot);
        button.setId("recording");
        button.getStyleClass().addAll("flat", "recording");
        button.setTooltip(tip);
        button.setMinWidth(Region.USE_PREF_SIZE);
        toggle.setId("recording-toggle");
        toggle.setOnAction(event -> commands.toggle().run());
        split = item("recording-split", "recording.split", commands.split());
        open = item("recording-open", "recording.open", () -> commands.open().accept(recorder.lastId()));
        MenuItem settings = item("recording-settings", "recording.settings", commands.settings());
        button.getItems().setAll(toggle, split, open, new SeparatorMenuItem(), settings);
        button.setOnShowing(event -> tick());
        ticks = frames.whileShowing(button, TICKS_PER_SECOND, now -> tick());
        tick();
    }

    private MenuItem item(String id, String key, Runnable run) {
        MenuItem item = new MenuItem(texts.get(key));
        item.setId(id);
        item.setOnAction(event -> run.run());
        return item;
    }

    /** The button. */
    public MenuButton node() {
        return button;
    }

    /** Follows no more. */
    public void dispose() {
        ticks.unsubscribe();
    }

    private void tick() {
        Optional<Recording> current = recorder.current();
        boolean enabled = recorder.isEnabled();
        Failure trouble = current.map(Recording::trouble).orElse(null);
        String text = current.map(recording -> length(Duration.between(recording.started(), clock.instant())))
                .orElse("");
        button.setText(text);
        button.pseudoClassStateChanged(ON, current.isPresent());
        button.pseudoClassStateChanged(BAD, trouble != null);
        String words = words(current, enabled, trouble);
        tip.setText(words);
        button.setAccessibleText(words);
        toggle.setText(texts.get(enabled ? "recording.stop" : "recording.start"));
        split.setDisable(current.isEmpty());
        open.setDisable(recorder.lastId().isEmpty());
        if (trouble != null && told == null) {
            troubled.accept(trouble);
        }
        told = trouble;
    }

    private String words(Optional<Recording> current, boolean enabled, @Nullable Failure trouble) {
        if (trouble != null) {
            return texts.get("recording.trouble", texts.get(trouble));
        }
        if (current.isEmpty()) {
            return texts.get(enabled ? "recording.ready" : "recording.off");
        }
        Recording recording = current.get();
        String words = texts.get("recording.on", Unit.BYTES.format((double) recording.size()));
        return recording.notRecorded() == 0
                ? words
                : words + " " + texts.get("recording.missed", recording.notRecorded());
    }

    private static String length(Duration time) {
        return "%02d:%02d:%02d".formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart());
    }
}
