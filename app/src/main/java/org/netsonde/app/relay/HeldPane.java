package org.netsonde.app.relay;

import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.fx.IconButtons;
import org.netsonde.app.fx.Keyboard;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.protocol.HeldMessage;
import org.netsonde.engine.protocol.HeldMessages;
import org.netsonde.engine.protocol.OptionSpec;
import org.netsonde.engine.protocol.OptionType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The messages that a relay holds back for the user, and what decides which these are. JavaFX thread only. */
final class HeldPane {

    private static final String INTERCEPT = "intercept";

    private final SettingsEdit edit;
    private final Texts texts;
    private final HeldMessages held;
    private final CheckBox on = new CheckBox();
    private final ToggleButton which = new ToggleButton();
    private final ObjectForm form;
    private final ScrollPane options;
    private final Label note = new Label();
    private final HeldTable table;
    private final HeldDetail detail;
    private final Button forwardAll;
    private final Button dropAll;
    private final Button forget;
    private final VBox node;
    private boolean showing;

    HeldPane(SettingsEdit edit) {
        this.edit = edit;
        texts = edit.desk().texts();
        held = edit.endpoint().held();
        on.setText(texts.get("relay.held.on"));
        on.setId("hold");
        on.setTooltip(new Tooltip(texts.get("relay.held.on.help")));
        on.selectedProperty().subscribe((before, now) -> {
            if (!showing) {
                hold(now);
            }
        });
        form = new ObjectForm(options(edit), edit, this::store, () -> edit.problems(INTERCEPT));
        options = new ScrollPane(form.node());
        options.setFitToWidth(true);
        options.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        options.getStyleClass().addAll("edge-to-edge", "held-options");
        which.setGraphic(new FontIcon(Feather.SLIDERS));
        which.setId("hold-which");
        which.setText(texts.get("relay.held.which"));
        which.setTooltip(new Tooltip(texts.get("relay.held.which.help")));
        which.getStyleClass().add("small");
        which.setMinWidth(Region.USE_PREF_SIZE);
        options.visibleProperty().bind(which.selectedProperty());
        options.managedProperty().bind(which.selectedProperty());
        forwardAll = all("forwardAll", Feather.FAST_FORWARD, message -> message.forward(message.content()));
        dropAll = all("dropAll", Feather.TRASH, HeldMessage::drop);
        forget = IconButtons.flat(Feather.CHECK_SQUARE, texts.get("relay.held.forget"));
        forget.setId("held-forget");
        forget.setOnAction(e -> {
            held.forgetDecided();
            refresh();
        });
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox bar = new HBox(on, space, which, forwardAll, dropAll, forget);
        bar.getStyleClass().add("relay-bar");
        note.getStyleClass().add("note");
        note.setWrapText(true);
        note.setMinHeight(Region.USE_PREF_SIZE);
        note.managedProperty().bind(note.visibleProperty());
        detail = new HeldDetail(texts, this::decided);
        table = new HeldTable(held, texts, detail::show, detail::isChanging);
        table.node().addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        SplitPane body = new SplitPane(table.node(), detail.node());
        body.setOrientation(Orientation.VERTICAL);
        body.setDividerPositions(0.42);
        VBox.setVgrow(body, Priority.ALWAYS);
        node = new VBox(bar, options, note, body);
        node.getStyleClass().add("relay-pane");
        refresh();
    }

    /** The options but for the switch, which stands above them. */
    private static List<OptionSpec> options(SettingsEdit edit) {
        return edit.option(INTERCEPT).type() instanceof OptionType.Nested nested
                ? nested.options().stream()
                        .filter(option -> !option.name().equals("on"))
                        .toList()
                : List.of();
    }

    private Button all(String what, Feather icon, Consumer<HeldMessage> how) {
        Button button = IconButtons.flat(icon, texts.get("relay.held." + what));
        button.setId("held-" + what);
        button.setOnAction(e -> {
            held.list().stream().filter(HeldTable::waits).forEach(how);
            refresh();
        });
        return button;
    }

    private void key(KeyEvent e) {
        if (e.isShortcutDown() || e.isAltDown()) {
            return;
        }
        if (Keyboard.removes(e)) {
            detail.drop();
            e.consume();
            return;
        }
        switch (e.getCode()) {
            case F -> detail.forward();
            case D -> detail.drop();
            case R -> detail.replay();
            case E, ENTER -> detail.edit();
            default -> {
                return;
            }
        }
        e.consume();
    }

    private void decided() {
        table.next();
        refresh();
    }

    private ObjectNode stored() {
        JsonNode value = edit.endpoint().settings().get(INTERCEPT);
        return value instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    }

    /** Whether what stands in the settings can be changed here; something else than an object is left alone. */
    private boolean isReadable() {
        JsonNode value = edit.endpoint().settings().get(INTERCEPT);
        return value == null || value.isNull() || value.isObject();
    }

    private void hold(boolean now) {
        form.flush();
        ObjectNode intercept = stored();
        if (now) {
            intercept.put("on", true);
        } else {
            intercept.remove("on");
        }
        store(intercept);
        refresh();
    }

    private void store(ObjectNode intercept) {
        if (!isReadable()) {
            return;
        }
        edit.change(settings -> {
            if (intercept.isEmpty()) {
                settings.remove(INTERCEPT);
            } else {
                settings.set(INTERCEPT, intercept);
            }
        });
    }

    Node node() {
        return node;
    }

    /** How many wait for the user. */
    int waiting() {
        return held.waiting();
    }

    /** Hands over what was typed a moment ago. */
    void flush() {
        form.flush();
    }

    /** Looks again; called a few times a second while it shows. */
    void refresh() {
        ObjectNode intercept = stored();
        showing = true;
        try {
            on.setSelected(intercept.path("on").asBoolean(false));
        } finally {
            showing = false;
        }
        form.show(intercept);
        boolean readable = isReadable();
        on.setDisable(!readable);
        form.node().setDisable(!readable);
        note.setVisible(!readable || (on.isSelected() && !hasMessages()));
        note.setText(texts.get(readable ? "relay.held.noMessages" : "relay.unreadable"));
        table.refresh();
        detail.enable();
        boolean waiting = held.waiting() > 0;
        forwardAll.setDisable(!waiting);
        dropAll.setDisable(!waiting);
        forget.setDisable(held.list().stream().allMatch(HeldTable::waits));
    }

    /** Whether the relay knows where messages end. */
    private boolean hasMessages() {
        ObjectNode settings = edit.endpoint().settings();
        JsonNode framing = settings.path("framing");
        String kind = framing.isObject() ? framing.path("type").asString("raw") : framing.asString("raw");
        return settings.path("transport").asString("tcp").equals("udp")
                || !settings.path("application").asString("none").equals("none")
                || !kind.equals("raw");
    }
}
