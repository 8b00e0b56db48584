package org.netsonde.app.form;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.css.PseudoClass;
import javafx.scene.Parent;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.protocol.Caution;
import org.netsonde.engine.protocol.OptionSpec;
import org.netsonde.engine.protocol.OptionType;
import org.netsonde.engine.protocol.Problem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The form of a settings or message record, generated from its options. It shows and gives raw JSON: only what differs
 * from the defaults is written, what it does not know is kept, what is not valid is kept and marked. It does not judge:
 * problems and cautions are handed to it. Used on the JavaFX thread only.
 */
public final class SettingsForm {

    private static final String OPEN_GROUP = "basic";
    private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

    private final VBox node = new VBox();
    private final Label general = new Label();
    private final Map<String, OptionRows> groups = new LinkedHashMap<>();
    private final Map<String, TitledPane> panes = new LinkedHashMap<>();
    private final Map<String, List<String>> names = new LinkedHashMap<>();
    private final FormContext form;
    private ObjectNode base = Values.JSON.objectNode();
    private boolean showing;

    /**
     * A form for these options.
     *
     * @param endpoints the names to choose from where an option names another endpoint
     * @param edited gets the whole JSON after every edit
     */
    public SettingsForm(
            List<OptionSpec> options,
            Texts texts,
            Editors editors,
            Supplier<List<String>> endpoints,
            Consumer<ObjectNode> edited) {
        Labels labels = new Labels(texts);
        form = new FormContext(labels, endpoints, editors, () -> {
            if (!showing) {
                edited.accept(value());
            }
        });
        node.getStyleClass().add("settings-form");
        general.getStyleClass().add("problem");
        general.setWrapText(true);
        general.managedProperty().bind(general.visibleProperty());
        general.setVisible(false);
        Map<String, List<OptionSpec>> byGroup = new LinkedHashMap<>();
        byGroup.put(OPEN_GROUP, new java.util.ArrayList<>());
        options.forEach(o -> byGroup.computeIfAbsent(o.group(), g -> new java.util.ArrayList<>())
                .add(o));
        byGroup.forEach(this::addGroup);
        node.getChildren().addFirst(general);
    }

    private void addGroup(String group, List<OptionSpec> options) {
        OptionRows rows = new OptionRows(options, form);
        groups.put(group, rows);
        names.put(group, options.stream().map(OptionSpec::name).toList());
        if (group.equals(OPEN_GROUP)) {
            node.getChildren().add(rows.node());
            return;
        }
        if (options.size() == 1 && options.getFirst().type() instanceof OptionType.Nested) {
            // The title of the group already says what a single nested option's heading would repeat.
            rows.node().getStyleClass().add("single");
        }
        TitledPane pane = new TitledPane(form.labels().group(group), rows.node());
        pane.setId("group-" + group);
        pane.setExpanded(false);
        pane.setAnimated(false);
        pane.getStyleClass().addAll("dense", "option-group");
        panes.put(group, pane);
        node.getChildren().add(pane);
    }

    /** The form. */
    public Parent node() {
        return node;
    }

    /** Shows settings as they are stored. */
    public void show(ObjectNode settings) {
        showing = true;
        try {
            base = settings.deepCopy();
            groups.forEach((group, rows) -> {
                ObjectNode part = Values.JSON.objectNode();
                names.getOrDefault(group, List.of()).forEach(name -> {
                    JsonNode value = settings.get(name);
                    if (value != null) {
                        part.set(name, value);
                    }
                });
                rows.show(part);
            });
        } finally {
            showing = false;
        }
        titles();
    }

    /** The settings to store. */
    public ObjectNode value() {
        ObjectNode out = base.deepCopy();
        names.values().forEach(out::remove);
        groups.values().forEach(rows -> out.setAll(rows.value()));
        return out;
    }

    /**
     * Marks the fields that these problems and cautions are about; problems that are about no field stand above the form.
     */
    public void mark(List<Problem> problems, List<Caution> cautions) {
        FieldMarks left = new FieldMarks(problems, cautions, form.texts());
        groups.values().forEach(rows -> rows.mark(left, ""));
        general.setText(String.join("\n", left.rest()));
        general.setVisible(!left.rest().isEmpty());
        panes.forEach((group, pane) -> caution(group, pane, cautions));
        titles();
    }

    /** A group that holds something to be aware of says so also while it is folded. */
    private void caution(String group, TitledPane pane, List<Caution> cautions) {
        List<Caution> inside = cautions.stream()
                .filter(c ->
                        names.getOrDefault(group, List.of()).contains(c.field().split("[.\\[]", 2)[0]))
                .toList();
        FontIcon icon = new FontIcon(Feather.ALERT_TRIANGLE);
        icon.getStyleClass().add("caution-icon");
        icon.pseudoClassStateChanged(DANGER, inside.stream().anyMatch(c -> c.level() == Caution.Level.DANGER));
        pane.setGraphic(inside.isEmpty() ? null : icon);
        pane.setContentDisplay(ContentDisplay.RIGHT);
    }

    /** Opens the folded groups in which a field is marked. */
    public void reveal() {
        panes.forEach((group, pane) -> {
            OptionRows rows = groups.get(group);
            if (rows != null && rows.hasProblem()) {
                pane.setExpanded(true);
            }
        });
    }

    /**
     * Marks the options that a running endpoint takes at its next start.
     *
     * @param settings what it was started with; null when it does not run
     * @return whether there are such options
     */
    public boolean startedWith(@Nullable ObjectNode settings) {
        boolean any = false;
        for (OptionRows rows : groups.values()) {
            any |= rows.startedWith(settings);
        }
        return any;
    }

    private void titles() {
        panes.forEach((group, pane) -> {
            OptionRows rows = groups.get(group);
            int changed = rows == null ? 0 : rows.changed();
            String title = form.labels().group(group);
            pane.setText(changed == 0 ? title : form.texts().get("form.group.changed", title, changed));
            pane.pseudoClassStateChanged(BAD, rows != null && rows.hasProblem());
        });
    }
}
