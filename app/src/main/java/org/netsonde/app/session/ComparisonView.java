package org.netsonde.app.session;

import java.util.List;
import javafx.animation.PauseTransition;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import javafx.util.StringConverter;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.chart.Stretch;
import org.netsonde.app.chart.TimeView;
import org.netsonde.app.fx.IconButtons;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.session.Session;
import org.netsonde.engine.session.SessionEndpoint;
import org.netsonde.engine.session.SessionInfo;
import org.netsonde.engine.session.compare.Comparison;
import org.netsonde.engine.session.compare.Difference;
import org.netsonde.engine.session.compare.Pairing;

/**
 * Two sessions compared, an endpoint of one with an endpoint of the other: charts laid over each other, and a table of what
 * changed in the time that the charts show. Owns both sessions, and closes them. JavaFX thread only.
 */
final class ComparisonView {

    private static final int CHARTS_PER_SECOND = 30;
    private static final Duration FOLLOW = Duration.millis(300);
    private static final double LEAST_CHARTS_HEIGHT = 200;

    private final SessionsContext context;
    private final Texts texts;
    private final Runnable back;
    private final ComboBox<SessionEndpoint> choiceA = new ComboBox<>();
    private final ComboBox<SessionEndpoint> choiceB = new ComboBox<>();
    private final Label time = new Label();
    private final Button whole = new Button();
    private final HBox labels = new HBox();
    private final DifferenceTable differences;
    private final SplitPane body = new SplitPane();
    private final VBox node = new VBox();
    private final PauseTransition following = new PauseTransition(FOLLOW);
    private final Subscription ticking;
    private Sides sides;
    private Subscription viewing = Subscription.EMPTY;
    private @Nullable Shown shown;
    private boolean choosing;
    /** Tells an answer that is still wanted from one that came too late. */
    private int asked;

    /** Two sessions, and which of their endpoints belong together. */
    record Sides(Session a, Session b, List<Pairing> pairs) implements Opened {

        static Sides of(Session a, Session b) {
            return new Sides(a, b, Pairing.of(a, b));
        }

        Sides swapped() {
            return of(b, a);
        }

        @Override
        public void close() {
            a.close();
            b.close();
        }
    }

    /** The two runs in view. */
    private record Shown(ComparedRun a, ComparedRun b, TimeView view, ComparisonCharts charts) {}

    ComparisonView(Sides sides, SessionsContext context, Runnable back) {
        this.sides = sides;
        this.context = context;
        this.back = back;
        texts = context.texts();
        differences = new DifferenceTable(texts);
        body.setOrientation(Orientation.VERTICAL);
        body.getItems().addAll(new Region(), differences.node());
        body.setDividerPositions(0.55);
        VBox.setVgrow(body, Priority.ALWAYS);
        node.getChildren().addAll(header(), controls(), body);
        node.getStyleClass().addAll("endpoint-panel", "session-view", "comparison");
        node.setId("session-comparison");
        following.setOnFinished(e -> readDifferences());
        ticking = context.clock().whileShowing(node, CHARTS_PER_SECOND, now -> tick());
        showSides();
    }

    private Node header() {
        Button left = icon("compare-back", "session.back", Feather.ARROW_LEFT, back);
        Label title = new Label(texts.get("session.compare.title"));
        title.getStyleClass().add("name");
        labels.getStyleClass().add("compare-sides");
        labels.setMinWidth(0);
        HBox.setHgrow(labels, Priority.ALWAYS);
        Button swap = new Button(texts.get("session.compare.swap"), new FontIcon(Feather.REPEAT));
        swap.setId("compare-swap");
        swap.setMinWidth(Region.USE_PREF_SIZE);
        swap.setTooltip(new Tooltip(texts.get("session.compare.swap.help")));
        swap.setOnAction(e -> {
            sides = sides.swapped();
            showSides();
        });
        title.setMinWidth(Region.USE_PREF_SIZE);
        HBox row = new HBox(left, title, labels, swap);
        row.getStyleClass().add("session-header");
        return row;
    }

    private Node controls() {
        choice(choiceA, "compare-a", "session.compare.endpoint.a");
        choice(choiceB, "compare-b", "session.compare.endpoint.b");
        choiceA.valueProperty().subscribe((before, now) -> chosen(true));
        choiceB.valueProperty().subscribe((before, now) -> chosen(false));
        Label with = new Label("↔");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        time.setId("compare-time");
        time.getStyleClass().add("session-shown");
        time.setMinWidth(0);
        time.setTooltip(new Tooltip(texts.get("session.compare.time.help")));
        whole.setText(texts.get("session.whole"));
        whole.setGraphic(new FontIcon(Feather.MAXIMIZE_2));
        whole.setId("compare-whole");
        whole.getStyleClass().add("small");
        whole.setMinWidth(Region.USE_PREF_SIZE);
        whole.setTooltip(new Tooltip(texts.get("session.whole.help")));
        whole.setOnAction(e -> {
            if (shown != null) {
                shown.view().follow();
            }
        });
        HBox row = new HBox(choiceA, with, choiceB, gap, time, whole);
        row.getStyleClass().addAll("session-controls", "compare-controls");
        return row;
    }

    private Button icon(String id, String key, Feather icon, Runnable run) {
        Button button = IconButtons.flat(icon, texts.get(key));
        button.setId(id);
        button.setOnAction(e -> run.run());
        return button;
    }

    private void choice(ComboBox<SessionEndpoint> box, String id, String key) {
        box.setId(id);
        box.getStyleClass().add("small-box");
        box.setAccessibleText(texts.get(key));
        box.setTooltip(new Tooltip(texts.get(key)));
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable SessionEndpoint endpoint) {
                return endpoint == null
                        ? ""
                        : endpoint.info().name() + " ("
                                + texts.protocol(endpoint.info().protocol()) + ")";
            }

            @Override
            public @Nullable SessionEndpoint fromString(String text) {
                return null;
            }
        });
    }

    private void showSides() {
        labels.getChildren()
                .setAll(side("A", sides.a().info()), side("B", sides.b().info()));
        choosing = true;
        choiceA.getItems().setAll(sides.a().endpoints());
        choiceB.getItems().setAll(sides.b().endpoints());
        if (sides.pairs().isEmpty()) {
            choiceA.getSelectionModel().selectFirst();
            choiceB.getSelectionModel().selectFirst();
        } else {
            choiceA.setValue(sides.pairs().getFirst().a());
            choiceB.setValue(sides.pairs().getFirst().b());
        }
        choosing = false;
        read();
    }

    private Node side(String letter, SessionInfo info) {
        Label mark = new Label(letter);
        mark.getStyleClass().addAll("side-mark", "side-" + letter.toLowerCase(java.util.Locale.ROOT));
        mark.setMinWidth(Region.USE_PREF_SIZE);
        String name = info.name().isEmpty() ? texts.get("session.unnamed") : info.name();
        Label text =
                new Label(name + "  ·  " + Times.dateTime(info.started()) + "  ·  " + Times.length(Times.length(info)));
        text.setTooltip(new Tooltip(text.getText()));
        text.setMinWidth(0);
        HBox box = new HBox(mark, text);
        box.getStyleClass().add("compare-side");
        box.setMinWidth(0);
        return box;
    }

    /** An endpoint was chosen; one of the first session brings the one that belongs to it. */
    private void chosen(boolean first) {
        if (choosing) {
            return;
        }
        if (first) {
            choosing = true;
            sides.pairs().stream()
                    .filter(pair -> pair.a().equals(choiceA.getValue()))
                    .findFirst()
                    .ifPresent(pair -> choiceB.setValue(pair.b()));
            choosing = false;
        }
        read();
    }

    private void read() {
        SessionEndpoint a = choiceA.getValue();
        SessionEndpoint b = choiceB.getValue();
        if (a == null || b == null) {
            differences.show(List.of());
            return;
        }
        int number = ++asked;
        SessionInfo infoA = sides.a().info();
        SessionInfo infoB = sides.b().info();
        record Both(ComparedRun a, ComparedRun b) {}
        context.run(
                () -> new Both(ComparedRun.of(a, infoA), ComparedRun.of(b, infoB)),
                both -> {
                    if (number == asked) {
                        show(both.a(), both.b());
                    }
                },
                context::show);
    }

    private void show(ComparedRun a, ComparedRun b) {
        viewing.unsubscribe();
        TimeView view = TimeView.sinceBeginning((double) Math.max(a.length(), b.length()));
        ComparisonCharts charts = new ComparisonCharts(a, b, view, texts);
        shown = new Shown(a, b, view, charts);
        double divider = body.getDividerPositions()[0];
        if (charts.node() instanceof Region region) {
            region.setMinHeight(LEAST_CHARTS_HEIGHT);
        }
        body.getItems().set(0, charts.node());
        body.setDividerPositions(divider);
        whole.disableProperty().unbind();
        whole.disableProperty().bind(view.liveProperty());
        viewing = view.shownProperty().subscribe(now -> {
            describe(now);
            if (following.getStatus() != javafx.animation.Animation.Status.RUNNING) {
                following.playFromStart();
            }
        });
        readDifferences();
    }

    private void describe(Stretch now) {
        time.setText(texts.get(
                "session.compare.time",
                Times.length(java.time.Duration.ofMillis(Math.round(now.from()))),
                Times.length(java.time.Duration.ofMillis(Math.round(now.to())))));
    }

    private void readDifferences() {
        Shown now = shown;
        if (now == null) {
            return;
        }
        int number = ++asked;
        Stretch stretch = now.view().shownProperty().get();
        context.run(
                () -> Comparison.of(
                        now.a().endpoint(),
                        now.a().range(stretch.from(), stretch.to()),
                        now.b().endpoint(),
                        now.b().range(stretch.from(), stretch.to())),
                (List<Difference> found) -> {
                    if (number == asked) {
                        differences.show(found);
                    }
                },
                context::show);
    }

    private void tick() {
        if (shown != null) {
            shown.charts().tick();
        }
    }

    Node node() {
        return node;
    }

    /** Moves the focus into it. */
    void focus() {
        choiceA.requestFocus();
    }

    /** Reads no more, and closes both sessions. */
    void dispose() {
        asked++;
        following.stop();
        ticking.unsubscribe();
        viewing.unsubscribe();
        sides.close();
    }
}
