package org.netsonde.app.panel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.netsonde.app.form.Editors;
import org.netsonde.app.form.Labels;
import org.netsonde.app.form.SettingsForm;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.protocol.OptionSpec;
import org.netsonde.engine.protocol.OptionType;
import org.netsonde.engine.protocol.Problem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The groups of a message's options: a strip with a button for each, which says what the group holds, and below it the editors
 * of the chosen one, in a room of their own that can be made higher and closed. JavaFX thread only.
 */
final class MessageGroups {

    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");
    private static final PseudoClass FILLED = PseudoClass.getPseudoClass("filled");

    private final Texts texts;
    private final Labels labels;
    private final List<Group> groups = new ArrayList<>();
    private final HBox strip = new HBox();
    private final ScrollPane scroll = new ScrollPane();
    private final ResizableRoom room;
    private final Runnable edited;

    /** A group, its editors and its button. */
    private record Group(String name, List<OptionSpec> options, SettingsForm form, ToggleButton button) {
        List<String> names() {
            return options.stream().map(OptionSpec::name).toList();
        }
    }

    /**
     * The groups of these options, in their order; all closed.
     *
     * @param edited called after every edit
     */
    MessageGroups(List<OptionSpec> options, Texts texts, Editors editors, Runnable edited) {
        this.texts = texts;
        this.edited = edited;
        labels = new Labels(texts);
        Map<String, List<OptionSpec>> byGroup = new LinkedHashMap<>();
        options.forEach(option -> byGroup.computeIfAbsent(option.group(), name -> new ArrayList<>())
                .add(option));
        ToggleGroup one = new ToggleGroup();
        byGroup.forEach((name, own) -> add(name, own, editors, one));
        one.selectedToggleProperty().subscribe(this::choose);
        scroll.setFitToWidth(true);
        scroll.setId("message-editors");
        scroll.getStyleClass().add("message-editors");
        room = new ResizableRoom(scroll, texts.get("panel.send.height"));
        strip.getStyleClass().add("message-groups");
        titles();
    }

    private void add(String name, List<OptionSpec> options, Editors editors, ToggleGroup one) {
        // A form of its own shows the group without a head that folds, which the button is.
        List<OptionSpec> open = options.stream().map(MessageGroups::inBasics).toList();
        SettingsForm form = new SettingsForm(open, texts, editors, List::of, value -> {
            titles();
            edited.run();
        });
        ToggleButton button = new ToggleButton(labels.group(name));
        button.setId("message-group-" + name);
        button.getStyleClass().addAll("flat", "message-group");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setToggleGroup(one);
        button.setTooltip(new Tooltip(texts.get("panel.send.group", labels.group(name))));
        groups.add(new Group(name, options, form, button));
        strip.getChildren().add(button);
    }

    private static OptionSpec inBasics(OptionSpec option) {
        return new OptionSpec(
                option.name(),
                option.type(),
                option.defaultValue(),
                "basic",
                option.min(),
                option.max(),
                option.unit(),
                option.live(),
                option.editor(),
                option.replacedBy());
    }

    private void choose() {
        Optional<Group> chosen =
                groups.stream().filter(group -> group.button().isSelected()).findFirst();
        chosen.ifPresent(group -> {
            VBox content = new VBox(group.form().node());
            content.getStyleClass().add("message-editor");
            scroll.setContent(content);
            scroll.setVvalue(0);
            scroll.setAccessibleText(labels.group(group.name()));
            room.fit(content);
        });
        room.open(chosen.isPresent());
    }

    /** The buttons. */
    HBox strip() {
        return strip;
    }

    /** The editors of the chosen group; takes no room while none is chosen. */
    Node room() {
        return room.node();
    }

    /** Closes the editors. */
    void close() {
        groups.forEach(group -> group.button().setSelected(false));
    }

    /** Whether the editors of a group are open. */
    boolean isOpen() {
        return groups.stream().anyMatch(group -> group.button().isSelected());
    }

    /** The fields that differ from what they are anyway. */
    ObjectNode value() {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        groups.forEach(group -> out.setAll(group.form().value()));
        return out;
    }

    /** Shows a message; what it lacks is as it is anyway. */
    void show(ObjectNode message) {
        for (Group group : groups) {
            ObjectNode part = JsonNodeFactory.instance.objectNode();
            group.names().forEach(name -> {
                JsonNode value = message.get(name);
                if (value != null) {
                    part.set(name, value);
                }
            });
            group.form().show(part);
        }
        titles();
    }

    /** Marks what is wrong, at the fields and on the buttons of their groups. */
    void mark(List<Problem> problems) {
        for (Group group : groups) {
            List<Problem> own = problems.stream()
                    .filter(problem -> group.names().contains(problem.field().split("[.\\[]", 2)[0]))
                    .toList();
            group.form().mark(own, List.of());
            group.button().pseudoClassStateChanged(BAD, !own.isEmpty());
        }
    }

    private void titles() {
        for (Group group : groups) {
            String label = labels.group(group.name());
            String held = held(group);
            group.button().setText(held.isEmpty() ? label : label + " " + held);
            group.button().pseudoClassStateChanged(FILLED, !held.isEmpty());
        }
    }

    /** What a group holds, in a word, a number or a dot; empty where it holds nothing. */
    private String held(Group group) {
        ObjectNode value = group.form().value();
        List<String> words = new ArrayList<>();
        for (OptionSpec option : group.options()) {
            JsonNode own = value.get(option.name());
            if (own != null && !own.isNull() && !own.equals(option.defaultValue())) {
                words.add(word(option, own));
            }
        }
        return String.join(" ", words);
    }

    private String word(OptionSpec option, JsonNode value) {
        JsonNode kind = value.isObject() ? value.get("type") : value;
        return switch (option.type()) {
            case OptionType.Many many when value.isArray() -> Integer.toString(value.size());
            case OptionType.Variant variant when kind != null -> labels.choice(option.name(), kind.asString(""));
            default -> "•";
        };
    }
}
