package org.netsonde.app.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.traffic.TrafficStats;

/** Above the table: the filter, pause, clear, more room, and how much is shown, stored and was not kept. */
final class TrafficBar {

    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");
    private static final PseudoClass LOSS = PseudoClass.getPseudoClass("loss");

    private final Texts texts;
    private final HBox node = new HBox();
    private final TextField filter = new TextField();
    private final Tooltip filterTip = new Tooltip();
    private final Label problem = new Label();
    private final Label counts = new Label();
    private final Tooltip countsTip = new Tooltip();
    private final ToggleButton pause = new ToggleButton(null, new FontIcon(Feather.PAUSE));
    private final ToggleButton enlarge = new ToggleButton();
    private final boolean goesOn;
    private long pausedAt;

    /**
     * A bar.
     *
     * @param inspector says what else than text can be looked for
     * @param clear removes what is stored; empty where the traffic is that of a recorded run, which does not go on either
     */
    TrafficBar(Texts texts, Inspector inspector, Optional<Runnable> clear) {
        this.texts = texts;
        goesOn = clear.isPresent();
        Label title = new Label(texts.get("traffic.title"));
        title.getStyleClass().add("section-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        filter.setId("traffic-filter");
        filter.setPromptText(texts.get("traffic.filter"));
        filter.setAccessibleText(texts.get("traffic.filter"));
        String help = help(inspector);
        filter.setAccessibleHelp(help);
        filter.getStyleClass().add("filter");
        filterTip.setText(help);
        filter.setTooltip(filterTip);
        filter.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ESCAPE && !filter.getText().isEmpty()) {
                filter.clear();
                e.consume();
            }
        });
        problem.getStyleClass().add("problem");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        counts.setId("traffic-counts");
        counts.getStyleClass().add("counts");
        counts.setTooltip(countsTip);
        pause.setId("traffic-pause");
        pause.getStyleClass().addAll("flat", "button-icon", "small");
        pause.selectedProperty().subscribe(this::paused);
        enlarge.setId("traffic-enlarge");
        enlarge.getStyleClass().addAll("flat", "button-icon", "small");
        enlarge.selectedProperty().subscribe(this::enlarged);
        Button erase = new Button(null, new FontIcon(Feather.TRASH_2));
        erase.setId("traffic-clear");
        erase.getStyleClass().addAll("flat", "button-icon", "small");
        erase.setTooltip(new Tooltip(texts.get("traffic.clear")));
        erase.setAccessibleText(texts.get("traffic.clear"));
        erase.setOnAction(e -> clear.ifPresent(Runnable::run));
        node.getChildren().addAll(title, filter, problem, space, counts);
        if (clear.isPresent()) {
            node.getChildren().addAll(pause, erase, enlarge);
        }
        node.getStyleClass().add("traffic-bar");
    }

    private String help(Inspector inspector) {
        List<String> lines = new ArrayList<>();
        lines.add(texts.get("traffic.filter.help"));
        if (inspector.hasRules()) {
            lines.add(texts.get("traffic.filter.help.marks"));
        }
        List<String> kinds = inspector.kinds().stream().map(texts::get).toList();
        if (!kinds.isEmpty()) {
            String first = kinds.getFirst().split("\\s", 2)[0];
            lines.add(texts.get("traffic.filter.help.kinds", first, String.join(", ", kinds)));
        }
        return String.join("\n", lines);
    }

    private void paused(boolean now) {
        String text = texts.get(now ? "traffic.resume" : "traffic.pause");
        pause.setGraphic(new FontIcon(now ? Feather.PLAY : Feather.PAUSE));
        pause.setTooltip(new Tooltip(text));
        pause.setAccessibleText(text);
        pausedAt = -1;
    }

    private void enlarged(boolean now) {
        String text = texts.get(now ? "traffic.reduce" : "traffic.enlarge");
        enlarge.setGraphic(new FontIcon(now ? Feather.MINIMIZE_2 : Feather.MAXIMIZE_2));
        enlarge.setTooltip(new Tooltip(text));
        enlarge.setAccessibleText(text);
    }

    /** Whether the traffic is to have the room of what stands above it. */
    BooleanProperty enlargedProperty() {
        return enlarge.selectedProperty();
    }

    Node node() {
        return node;
    }

    StringProperty filterProperty() {
        return filter.textProperty();
    }

    void focusFilter() {
        filter.requestFocus();
        filter.selectAll();
    }

    boolean isPaused() {
        return pause.isSelected();
    }

    void filterProblem(String text) {
        problem.setText(text);
        filter.pseudoClassStateChanged(BAD, !text.isEmpty());
    }

    void counts(int shown, TrafficStats stats, TrafficFeed feed) {
        List<String> parts = new ArrayList<>();
        if (isPaused()) {
            pausedAt = pausedAt < 0 ? stats.total() : pausedAt;
            parts.add(texts.get("traffic.count.paused", stats.total() - pausedAt));
        }
        parts.add(texts.get("traffic.count.shown", shown));
        // How much there is of a recorded run is not counted before it is read.
        if (goesOn || stats.total() > 0) {
            parts.add(texts.get("traffic.count.stored", stats.stored()));
            parts.add(texts.get("traffic.count.dropped", stats.evicted()));
        }
        if (feed.missed() > 0) {
            parts.add(texts.get("traffic.count.missed", feed.missed()));
        }
        if (stats.truncated() > 0) {
            parts.add(texts.get("traffic.count.truncated", stats.truncated()));
        }
        counts.setText(String.join(" · ", parts));
        countsTip.setText(texts.get("traffic.count.help"));
        counts.pseudoClassStateChanged(LOSS, stats.evicted() + feed.missed() + stats.truncated() > 0);
        if (feed.isTooSlow()) {
            filterProblem(texts.get("traffic.filter.slow"));
        }
    }
}
