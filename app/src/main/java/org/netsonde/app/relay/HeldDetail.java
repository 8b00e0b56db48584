package org.netsonde.app.relay;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.form.Labels;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.message.EscapeException;
import org.netsonde.engine.message.StreamMessage.Format;
import org.netsonde.engine.protocol.HeldMessage;

/** The held message that the user looks at: its content to be changed, and what can become of it. JavaFX thread only. */
final class HeldDetail {

    /** Longer messages can be passed on, but not changed. */
    private static final int MOST_EDITED = 64 << 10;

    private static final KeyCombination SEND = new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN);
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

    private final Texts texts;
    private final Runnable decided;
    private final Label title = new Label();
    private final ComboBox<Format> format = new ComboBox<>();
    private final TextArea area = new TextArea();
    private final Label note = new Label();
    private final Button forward;
    private final Button changed;
    private final Button drop;
    private final Button replay;
    private final VBox node;
    private @Nullable HeldMessage message;
    private boolean showing;
    private boolean touched;
    /** What came of what the user did last with it; empty for nothing to be said. */
    private String told = "";

    private boolean toldBad;

    /**
     * Nothing to look at yet.
     *
     * @param decided runs when the user has decided on a message
     */
    HeldDetail(Texts texts, Runnable decided) {
        this.texts = texts;
        this.decided = decided;
        title.getStyleClass().add("detail-title");
        title.setMinWidth(0);
        HBox.setHgrow(title, Priority.ALWAYS);
        title.setMaxWidth(Double.MAX_VALUE);
        makeFormat();
        area.setId("held-content");
        area.getStyleClass().add("payload");
        area.setWrapText(true);
        area.setPrefRowCount(3);
        area.setMinHeight(48);
        area.setAccessibleText(texts.get("relay.held.edit"));
        area.textProperty().subscribe((before, now) -> {
            if (!showing) {
                touched = true;
                told = "";
                enable();
            }
        });
        area.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (SEND.match(e)) {
                e.consume();
                forwardChanged();
            }
        });
        VBox.setVgrow(area, Priority.ALWAYS);
        note.setId("held-note");
        note.getStyleClass().add("held-note");
        note.setWrapText(true);
        note.managedProperty().bind(note.visibleProperty());
        forward = button("forward", Feather.PLAY, "F", this::forward);
        changed = button("changed", Feather.EDIT_2, SEND.getDisplayText(), this::forwardChanged);
        drop = button("drop", Feather.TRASH_2, "D", this::drop);
        replay = button("replay", Feather.REPEAT, "R", this::replay);
        FlowPane buttons = new FlowPane(forward, changed, drop, replay);
        buttons.getStyleClass().add("held-buttons");
        HBox head = new HBox(title, format);
        head.getStyleClass().add("held-head");
        node = new VBox(head, area, note, buttons);
        node.getStyleClass().add("held-detail");
        show(Optional.empty());
    }

    private void makeFormat() {
        Labels labels = new Labels(texts);
        format.setId("held-format");
        format.getItems().setAll(Format.values());
        format.setMinWidth(Region.USE_PREF_SIZE);
        format.setAccessibleText(labels.option("format"));
        format.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Format value) {
                return value == null ? "" : labels.choice("format", value.name().toLowerCase(Locale.ROOT));
            }

            @Override
            public @Nullable Format fromString(String text) {
                return null;
            }
        });
        format.valueProperty().subscribe((before, now) -> {
            if (!showing && before != null && now != null) {
                rewrite(before, now);
            }
        });
    }

    private Button button(String what, Feather icon, String key, Runnable action) {
        Button button = new Button(texts.get("relay.held." + what), new FontIcon(icon));
        button.setId("held-" + what);
        button.getStyleClass().add("small");
        button.setTooltip(new Tooltip(texts.get("relay.held." + what + ".help", key)));
        button.setAccessibleText(button.getText());
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(e -> action.run());
        return button;
    }

    Node node() {
        return node;
    }

    /** Shows a message; what is being changed of the same one stays. */
    void show(Optional<HeldMessage> shown) {
        HeldMessage now = shown.orElse(null);
        if (!Objects.equals(now, message)) {
            message = now;
            touched = false;
            told = "";
            write(now == null ? Format.TEXT : BytesText.best(head(now)));
        }
        enable();
    }

    /** Whether the user is changing that message. */
    boolean isChanging(HeldMessage other) {
        return touched && other.equals(message);
    }

    private static byte[] head(HeldMessage message) {
        byte[] content = message.content();
        return content.length <= MOST_EDITED ? content : Arrays.copyOf(content, MOST_EDITED);
    }

    private void write(Format as) {
        HeldMessage shown = message;
        showing = true;
        try {
            format.setValue(as);
            area.setText(shown == null ? "" : BytesText.write(as, head(shown)));
        } finally {
            showing = false;
        }
    }

    /** Writes what is written in another way, unless it cannot be. */
    private void rewrite(Format before, Format now) {
        HeldMessage shown = message;
        if (shown == null) {
            return;
        }
        try {
            byte[] bytes = BytesText.read(before, area.getText(), BytesText.hasCrLf(shown.content()));
            if (BytesText.fits(now, bytes)) {
                showing = true;
                area.setText(BytesText.write(now, bytes));
                showing = false;
                enable();
            } else {
                back(before);
                tell(texts.get("relay.held.notText"), true);
            }
        } catch (EscapeException e) {
            back(before);
            tell(texts.get(e.phrase()), true);
        }
    }

    private void back(Format to) {
        showing = true;
        format.setValue(to);
        showing = false;
    }

    private void tell(String words, boolean bad) {
        told = words;
        toldBad = bad;
        enable();
    }

    private void say(String words, boolean bad) {
        note.setText(words);
        note.setVisible(!words.isEmpty());
        note.pseudoClassStateChanged(BAD, bad);
    }

    /** Says what is possible now; called also when the message was decided meanwhile. */
    void enable() {
        HeldMessage shown = message;
        boolean waits = shown != null && HeldTable.waits(shown);
        boolean large = shown != null && shown.content().length > MOST_EDITED;
        area.setDisable(shown == null);
        area.setEditable(!large);
        format.setDisable(shown == null || large);
        forward.setDisable(!waits);
        drop.setDisable(!waits);
        Optional<String> problem = problem();
        changed.setDisable(!waits || !touched || large || problem.isPresent());
        replay.setDisable(shown == null || shown.state() == HeldMessage.State.GONE || problem.isPresent());
        area.pseudoClassStateChanged(BAD, problem.isPresent());
        String remark = told.isEmpty() && large ? texts.get("relay.held.large") : told;
        say(problem.orElse(remark), problem.isPresent() || (!told.isEmpty() && toldBad));
        title.setText(
                shown == null
                        ? texts.get("relay.held.choose")
                        : texts.get(
                                shown.toServer() ? "relay.held.toServer" : "relay.held.toClient",
                                Long.toString(shown.id()),
                                Long.toString(shown.connection())));
    }

    private Optional<String> problem() {
        if (message == null || !touched) {
            return Optional.empty();
        }
        try {
            content(message);
            return Optional.empty();
        } catch (EscapeException e) {
            return Optional.of(texts.get(e.phrase()));
        }
    }

    /** What is written; where nothing was changed, what came. */
    private byte[] content(HeldMessage shown) {
        return touched
                ? BytesText.read(format.getValue(), area.getText(), BytesText.hasCrLf(shown.content()))
                : shown.content();
    }

    /** Passes it on as it came. */
    void forward() {
        decide(shown -> shown.forward(shown.content()));
    }

    /** Passes on what is written in its place. */
    void forwardChanged() {
        if (!changed.isDisable()) {
            decide(shown -> shown.forward(content(shown)));
        }
    }

    /** Throws it away. */
    void drop() {
        decide(HeldMessage::drop);
    }

    private void decide(Predicate<HeldMessage> how) {
        HeldMessage shown = message;
        if (shown != null && HeldTable.waits(shown)) {
            if (how.test(shown)) {
                decided.run();
            } else {
                tell(texts.get("relay.held.late"), true);
            }
        }
    }

    /** Sends what is written once more. */
    void replay() {
        HeldMessage shown = message;
        if (shown != null && !replay.isDisable()) {
            boolean sent = shown.replay(content(shown));
            tell(texts.get(sent ? "relay.held.replayed" : "relay.held.gone"), !sent);
        }
    }

    /** Moves the focus to the text. */
    void edit() {
        area.requestFocus();
    }
}
