package org.netsonde.app.export;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.session.Moments;
import org.netsonde.engine.session.SessionInfo;
import org.netsonde.engine.session.TimeRange;

/** Which part of a run: all of it, what is being looked at, its end, or from one moment to another. JavaFX thread only. */
final class TimeChoice {

    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final int MOST_MINUTES = 60 * 24 * 366;

    private final Texts texts;
    private final ZoneId zone = ZoneId.systemDefault();
    private final Optional<TimeRange> visible;
    private final RadioButton whole;
    private final RadioButton shown;
    private final RadioButton last;
    private final RadioButton between;
    private final TextField minutes = new TextField("5");
    private final TextField from = new TextField();
    private final TextField to = new TextField();
    private final ProblemLabel problem = new ProblemLabel();
    private final VBox node = new VBox();
    private @Nullable SessionInfo info;

    TimeChoice(Optional<TimeRange> visible, Texts texts, Runnable changed) {
        this.texts = texts;
        this.visible = visible;
        ToggleGroup group = new ToggleGroup();
        whole = button("whole", group);
        shown = button("visible", group);
        last = button("last", group);
        between = button("between", group);
        whole.setSelected(true);
        field(minutes, "minutes", last, changed);
        minutes.getStyleClass().add("export-minutes");
        field(from, "from", between, changed);
        field(to, "to", between, changed);
        group.selectedToggleProperty().subscribe(changed);
        node.getStyleClass().add("export-choices");
        node.getChildren().add(whole);
        if (visible.isPresent()) {
            node.getChildren().add(shown);
        }
        node.getChildren()
                .addAll(
                        line(last, minutes, new Label(texts.get("export.time.minutes"))),
                        line(between, from, new Label("–"), to),
                        problem);
    }

    private RadioButton button(String name, ToggleGroup group) {
        RadioButton button = new RadioButton(texts.get("export.time." + name));
        button.setId("export-" + name);
        button.setToggleGroup(group);
        return button;
    }

    private void field(TextField field, String name, RadioButton button, Runnable changed) {
        field.setId("export-field-" + name);
        field.setAccessibleText(texts.get("export.time.field." + name));
        field.textProperty().subscribe((before, now) -> {
            button.setSelected(true);
            changed.run();
        });
    }

    private static Node line(Node... parts) {
        HBox line = new HBox(parts);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("export-line");
        return line;
    }

    Node node() {
        return node;
    }

    /** Offers the times of a run. */
    void show(SessionInfo of) {
        info = of;
        boolean here = of.id().equals(SessionInfo.NOW) || of.state() == SessionInfo.State.RECORDING;
        whole.setText(texts.get(
                "export.time.whole.of",
                text(of.started(), of),
                here ? texts.get("export.time.now") : text(of.ended(), of)));
        visible.ifPresent(range -> shown.setText(texts.get(
                "export.time.visible.of",
                text(Instant.ofEpochMilli(range.fromMillis()), of),
                text(Instant.ofEpochMilli(Math.min(range.toMillis(), of.ended().toEpochMilli())), of))));
        from.setText(text(of.started(), of));
        to.setText(here ? "" : text(of.ended().plusSeconds(1), of));
        to.setPromptText(texts.get("export.time.now"));
        whole.setSelected(true);
    }

    private String text(Instant at, SessionInfo of) {
        LocalDate today = LocalDate.now(zone);
        boolean todayOnly = today.equals(LocalDate.ofInstant(of.started(), zone))
                && today.equals(LocalDate.ofInstant(of.ended(), zone));
        return (todayOnly ? TIME : DAY_AND_TIME).format(at.atZone(zone));
    }

    /** The chosen part of a run, which may have gone on since {@link #check} found nothing wrong. */
    Function<SessionInfo, TimeRange> chosen() {
        if (shown.isSelected() && visible.isPresent()) {
            TimeRange range = visible.get();
            return of -> range;
        }
        if (last.isSelected()) {
            Duration length = Duration.ofSeconds(Math.round(minutes() * 60));
            return of -> new TimeRange(of.ended().minus(length).toEpochMilli(), Long.MAX_VALUE);
        }
        if (between.isSelected()) {
            String first = from.getText();
            String end = to.getText();
            return of -> Moments.range(first, end, of, zone);
        }
        return of -> TimeRange.ALL;
    }

    private double minutes() {
        try {
            return Double.parseDouble(minutes.getText().strip().replace(',', '.'));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Says what is wrong, where something is; whether nothing is. */
    boolean check() {
        Optional<String> what = Optional.empty();
        boolean minutesBad = last.isSelected() && !(minutes() > 0 && minutes() <= MOST_MINUTES);
        boolean betweenBad = false;
        if (minutesBad) {
            what = Optional.of(texts.get("export.time.minutes.bad"));
        } else if (between.isSelected() && info != null) {
            try {
                Moments.range(from.getText(), to.getText(), info, zone);
            } catch (FailureException e) {
                what = Optional.of(texts.get(e.failure()));
                betweenBad = true;
            }
        }
        minutes.pseudoClassStateChanged(BAD, minutesBad);
        from.pseudoClassStateChanged(BAD, betweenBad);
        to.pseudoClassStateChanged(BAD, betweenBad);
        problem.show(what);
        return what.isEmpty();
    }

    void focus() {
        if (last.isSelected()) {
            minutes.requestFocus();
        } else {
            from.requestFocus();
        }
    }
}
