package org.netsonde.app.probe;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.bench.part.Problem;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.probe.ProbePart;
import org.netsonde.engine.probe.ProbeRequest;

/** Where the user says what is probed, and how. What is typed is kept by the desk. JavaFX thread only. */
final class ProbeForm {

    private static final int SHORT = 4;
    private static final int LONG = 11;

    private final ProbeContext context;
    private final Texts texts;
    private final Runnable begin;
    private final Map<ProbeDraft.Field, TextField> fields = new EnumMap<>(ProbeDraft.Field.class);
    private final Map<ProbeDraft.Field, Problem> problems = new EnumMap<>(ProbeDraft.Field.class);
    private final Map<Check, CheckBox> checks = new EnumMap<>(Check.class);
    private final MenuButton targets = new MenuButton();
    private final Button run;
    private final Button cancel;
    private final VBox node;
    private boolean filling;

    /** What can be left out. TLS and HTTP are one conversation. */
    private enum Check {
        DNS("probing.check.dns", "probing.check.dns.help"),
        CONNECT("probing.check.connect", "probing.check.connect.help"),
        TALK("probing.check.talk", "probing.check.talk.help"),
        RACE("probing.check.race", "probing.check.race.help");

        private final String key;
        private final String help;

        Check(String key, String help) {
            this.key = key;
            this.help = help;
        }

        private List<ProbePart> parts() {
            return switch (this) {
                case DNS -> List.of(ProbePart.DNS);
                case CONNECT -> List.of(ProbePart.CONNECT);
                case TALK -> List.of(ProbePart.TLS, ProbePart.HTTP);
                case RACE -> List.of(ProbePart.RACE);
            };
        }
    }

    /**
     * A form with what was typed before.
     *
     * @param begin probes what {@link #request} says
     * @param stop ends what is under way
     */
    ProbeForm(ProbeContext context, Runnable begin, Runnable stop) {
        this.context = context;
        this.begin = begin;
        texts = context.texts();
        for (Check check : Check.values()) {
            CheckBox box = new CheckBox(texts.get(check.key));
            box.setId("probe-check-" + check.parts().getFirst().id());
            box.setTooltip(new Tooltip(texts.get(check.help)));
            box.setAccessibleHelp(texts.get(check.help));
            checks.put(check, box);
        }
        TextField target = field(ProbeDraft.Field.TARGET, "probe-target", "probing.target", "probing.target.prompt");
        HBox.setHgrow(target, Priority.ALWAYS);
        target.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.DOWN && !targets.isDisabled()) {
                e.consume();
                targets.show();
            }
        });
        targets.setId("probe-targets");
        targets.setGraphic(new FontIcon(Feather.LIST));
        targets.setTooltip(new Tooltip(texts.get("probing.targets")));
        targets.setAccessibleText(texts.get("probing.targets"));
        targets.getStyleClass().add(Styles.BUTTON_ICON);
        // A menu without items does not open.
        targets.getItems().setAll(nothing());
        targets.setOnShowing(e -> targets.getItems().setAll(offered()));
        run = new Button(texts.get("probing.run"), new FontIcon(Feather.PLAY));
        run.setId("probe-run");
        run.getStyleClass().add(Styles.ACCENT);
        run.setOnAction(e -> begin());
        run.disableProperty().bind(target.textProperty().isEmpty());
        cancel = new Button(texts.get("shell.cancel"), new FontIcon(Feather.X));
        cancel.setId("probe-cancel");
        cancel.setOnAction(e -> stop.run());
        for (Region part : List.of(targets, run, cancel)) {
            part.setMinWidth(Region.USE_PREF_SIZE);
            part.managedProperty().bind(part.visibleProperty());
        }
        HBox first = new HBox(target, targets, run, cancel);
        first.getStyleClass().add("bench-line");
        FlowPane boxes = new FlowPane();
        boxes.getChildren().setAll(checks.values());
        boxes.getStyleClass().add("probe-checks");
        node = new VBox(first, problem(ProbeDraft.Field.TARGET), boxes, figures());
        List.of(ProbeDraft.Field.COUNT, ProbeDraft.Field.INTERVAL, ProbeDraft.Field.LIMIT, ProbeDraft.Field.DNS)
                .forEach(field -> node.getChildren().add(problem(field)));
        node.getStyleClass().add("probe-form");
        fill(context.desk().draft());
        fields.values().forEach(field -> field.textProperty().subscribe((before, now) -> changed()));
        checks.values().forEach(box -> box.selectedProperty().subscribe((before, now) -> changed()));
        busy(false);
    }

    private FlowPane figures() {
        TextField count = field(ProbeDraft.Field.COUNT, "probe-count", "probing.count", "");
        TextField interval = field(ProbeDraft.Field.INTERVAL, "probe-interval", "probing.interval", "");
        TextField limit = field(ProbeDraft.Field.LIMIT, "probe-limit", "probing.limit", "");
        List.of(count, interval, limit).forEach(field -> field.setPrefColumnCount(SHORT));
        TextField dns = field(ProbeDraft.Field.DNS, "probe-dns", "probing.dns", "probing.dns.prompt");
        dns.setPrefColumnCount(LONG);
        List.of(count, interval, limit, dns).forEach(field -> {
            String help = texts.get(Objects.requireNonNull(HELPS.get(field.getId())));
            field.setTooltip(new Tooltip(help));
        });
        FlowPane line = new FlowPane(
                named("probing.count", count),
                named("probing.interval", interval),
                named("probing.limit", limit),
                named("probing.dns", dns));
        line.getStyleClass().add("probe-figures");
        return line;
    }

    private static final Map<String, String> HELPS = Map.of(
            "probe-count", "probing.count.help",
            "probe-interval", "probing.interval.help",
            "probe-limit", "probing.limit.help",
            "probe-dns", "probing.dns.help");

    private HBox named(String key, TextField field) {
        Label label = new Label(texts.get(key));
        label.setLabelFor(field);
        label.getStyleClass().add("probe-label");
        label.setMinWidth(Region.USE_PREF_SIZE);
        HBox box = new HBox(label, field);
        box.getStyleClass().add("bench-line");
        return box;
    }

    private TextField field(ProbeDraft.Field of, String id, String label, String prompt) {
        TextField field = new TextField();
        field.setId(id);
        field.setAccessibleText(texts.get(label));
        field.setPromptText(prompt.isEmpty() ? "" : texts.get(prompt));
        field.setOnAction(e -> begin());
        fields.put(of, field);
        problems.put(of, new Problem(id, field));
        return field;
    }

    private TextField field(ProbeDraft.Field of) {
        return Objects.requireNonNull(fields.get(of));
    }

    private Node problem(ProbeDraft.Field of) {
        return Objects.requireNonNull(problems.get(of)).node();
    }

    Node node() {
        return node;
    }

    void focus() {
        field(ProbeDraft.Field.TARGET).requestFocus();
    }

    private void fill(ProbeDraft draft) {
        filling = true;
        field(ProbeDraft.Field.TARGET).setText(draft.target());
        field(ProbeDraft.Field.COUNT).setText(draft.count());
        field(ProbeDraft.Field.INTERVAL).setText(draft.interval());
        field(ProbeDraft.Field.LIMIT).setText(draft.limit());
        field(ProbeDraft.Field.DNS).setText(draft.dns());
        checks.forEach((check, box) -> box.setSelected(draft.parts().containsAll(check.parts())));
        filling = false;
    }

    private void changed() {
        if (!filling) {
            problems.values().forEach(problem -> problem.say(null));
            context.desk().keep(draft());
        }
    }

    private ProbeDraft draft() {
        Set<ProbePart> parts = EnumSet.noneOf(ProbePart.class);
        checks.forEach((check, box) -> {
            if (box.isSelected()) {
                parts.addAll(check.parts());
            }
        });
        return new ProbeDraft(
                text(ProbeDraft.Field.TARGET),
                parts,
                text(ProbeDraft.Field.COUNT),
                text(ProbeDraft.Field.INTERVAL),
                text(ProbeDraft.Field.LIMIT),
                text(ProbeDraft.Field.DNS));
    }

    private String text(ProbeDraft.Field of) {
        return Optional.ofNullable(field(of).getText()).orElse("");
    }

    /** What is asked for; nothing where that is wrong, which is said near the field then. */
    Optional<ProbeRequest> request() {
        problems.values().forEach(problem -> problem.say(null));
        try {
            return Optional.of(draft().request());
        } catch (ProbeDraft.Wrong e) {
            Objects.requireNonNull(problems.get(e.field())).say(e.why(texts));
            field(e.field()).requestFocus();
            return Optional.empty();
        }
    }

    /** Shows that something is under way, or no longer. */
    void busy(boolean busy) {
        boolean focused = cancel.isFocused();
        run.setVisible(!busy);
        cancel.setVisible(busy);
        fields.values().forEach(field -> field.setEditable(!busy));
        checks.values().forEach(box -> box.setDisable(busy));
        targets.setDisable(busy);
        if (focused && !busy) {
            // The button that had the focus is gone.
            focus();
        }
    }

    /** Moves the focus to the button that ends it. */
    void focusCancel() {
        cancel.requestFocus();
    }

    /** Probes a target that is chosen elsewhere. */
    void probe(String target) {
        field(ProbeDraft.Field.TARGET).setText(target);
        begin();
    }

    private void begin() {
        if (run.isVisible() && !text(ProbeDraft.Field.TARGET).isBlank()) {
            begin.run();
        }
    }

    private List<MenuItem> offered() {
        List<MenuItem> items = new ArrayList<>();
        EndpointTargets.all(context.endpoints())
                .forEach(named ->
                        items.add(item(texts.get("probing.targets.of", named.name(), named.target()), named.target())));
        List<String> recent = context.desk().recent();
        if (!items.isEmpty() && !recent.isEmpty()) {
            items.add(new SeparatorMenuItem());
        }
        recent.forEach(target -> items.add(item(target, target)));
        return items.isEmpty() ? List.of(nothing()) : items;
    }

    private MenuItem item(String text, String target) {
        MenuItem item = new MenuItem(text);
        item.setMnemonicParsing(false);
        item.setOnAction(e -> {
            field(ProbeDraft.Field.TARGET).setText(target);
            focus();
        });
        return item;
    }

    private MenuItem nothing() {
        MenuItem nothing = new MenuItem(texts.get("probing.targets.none"));
        nothing.setDisable(true);
        return nothing;
    }
}
