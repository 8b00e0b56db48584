package org.netsonde.app.session;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.chart.Stretch;
import org.netsonde.app.chart.TimeView;
import org.netsonde.app.text.Texts;

/** Moves what is looked at through the run, as if it went on now. JavaFX thread only. */
final class Player {

    private static final double NANOS_PER_MILLI = 1e6;
    /** What is played where everything is in view: a minute, or a tenth of a short run. */
    private static final double WINDOW_MILLIS = 60_000;

    private static final double SHARE = 0.1;
    private static final List<Integer> SPEEDS = List.of(1, 10, 60);

    private final Texts texts;
    private final TimeView view;
    private final ToggleButton play = new ToggleButton(null, new FontIcon(Feather.PLAY));
    private final ComboBox<String> speed = new ComboBox<>();
    private final HBox node = new HBox(play, speed);
    private long before;

    Player(Texts texts, TimeView view) {
        this.texts = texts;
        this.view = view;
        play.setId("session-play");
        play.getStyleClass().addAll("flat", "button-icon", "small");
        play.selectedProperty().subscribe(this::playing);
        SPEEDS.forEach(times -> speed.getItems().add(times + "×"));
        speed.getSelectionModel().selectFirst();
        speed.setId("session-speed");
        speed.getStyleClass().add("small-box");
        speed.setMinWidth(Region.USE_PREF_SIZE);
        speed.setAccessibleText(texts.get("session.speed"));
        speed.setTooltip(new Tooltip(texts.get("session.speed")));
        node.getStyleClass().add("session-player");
    }

    Node node() {
        return node;
    }

    boolean isPlaying() {
        return play.isSelected();
    }

    void stop() {
        play.setSelected(false);
    }

    private void playing(boolean now) {
        String words = texts.get(now ? "session.pause" : "session.play");
        play.setGraphic(new FontIcon(now ? Feather.PAUSE : Feather.PLAY));
        play.setTooltip(new Tooltip(words));
        play.setAccessibleText(words);
        before = Long.MIN_VALUE;
        if (now) {
            begin();
        }
    }

    /** From the beginning, where there is nothing left to play. */
    private void begin() {
        Stretch run = view.run();
        double width = view.isLive()
                ? Math.min(WINDOW_MILLIS, run.width() * SHARE)
                : view.shownProperty().get().width();
        if (view.shownProperty().get().to() >= run.to()) {
            view.show(run.from(), run.from() + width);
        }
    }

    /** Moves on; called with the time of each frame. */
    void tick(long nanos) {
        if (!isPlaying()) {
            return;
        }
        if (before != Long.MIN_VALUE) {
            Stretch shown = view.shownProperty().get();
            int times = SPEEDS.get(Math.max(0, speed.getSelectionModel().getSelectedIndex()));
            double millis = (nanos - before) / NANOS_PER_MILLI * times;
            view.show(shown.from() + millis, shown.to() + millis);
            if (view.shownProperty().get().to() >= view.run().to()) {
                stop();
            }
        }
        before = nanos;
    }
}
