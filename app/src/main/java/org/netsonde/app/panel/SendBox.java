package org.netsonde.app.panel;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.fx.Clipboards;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.protocol.Connection;
import org.netsonde.engine.protocol.SendReceipt;
import org.netsonde.engine.traffic.TrafficMessage;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends a message to the endpoint's connections. Enter sends, Shift with Enter begins a new line, Up and Down at the ends
 * of the text call back what was sent. Control with Enter sends from every field, Escape closes the editors of a group.
 */
final class SendBox {

    private static final int MOST_LINES = 5;
    private static final PseudoClass SEVERAL_LINES = PseudoClass.getPseudoClass("several-lines");
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");
    private static final PseudoClass GOOD = PseudoClass.getPseudoClass("good");

    private final Endpoint endpoint;
    private final Texts texts;
    private final MessageEditor editor;
    private final TargetBox target;
    private final SavedMenu saved;
    private final Optional<HistoryMenu> sent;
    private final SendHistory history = new SendHistory();
    private final Optional<CommandLines> commands;
    private final Button send = new Button();
    private final Label status = new Label();
    private final VBox node = new VBox();
    private boolean running;

    SendBox(Endpoint endpoint, PanelContext context, Optional<CommandLines> commands) {
        this.endpoint = endpoint;
        this.commands = commands;
        texts = context.texts();
        editor = new MessageEditor(endpoint.protocol(), texts, context.editors(), this::edited);
        target = new TargetBox(endpoint, texts);
        saved = new SavedMenu(endpoint.protocol(), texts, context.savedMessages(), editor::value, this::insert);
        sent = Protocols.remembers(endpoint.protocol())
                ? Optional.of(new HistoryMenu(endpoint, texts, context.sentMessages(), this::insert))
                : Optional.empty();
        sent.ifPresent(menu -> history.begin(menu.messages()));
        makeText();
        send.setText(texts.get("panel.send"));
        send.setGraphic(new FontIcon(Feather.SEND));
        send.setId("send");
        send.getStyleClass().add("accent");
        send.setMinWidth(Region.USE_PREF_SIZE);
        send.setTooltip(new Tooltip(texts.get(editor.groups() == null ? "panel.send.help" : "panel.send.help.groups")));
        send.setOnAction(e -> send());
        status.setId("send-status");
        status.getStyleClass().add("send-status");
        status.setMinWidth(0);
        Region targetNode = target.node();
        targetNode.getStyleClass().add("target");
        HBox line = new HBox(editor.before(), editor.text());
        sent.ifPresent(menu -> line.getChildren().add(menu.node()));
        line.getChildren().addAll(saved.node(), targetNode, send);
        HBox.setHgrow(editor.text(), Priority.ALWAYS);
        line.getStyleClass().add("send-line");
        status.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(status, Priority.ALWAYS);
        HBox foot = new HBox(status, editor.behind());
        foot.getStyleClass().add("send-foot");
        for (Region fields : List.of(editor.before(), editor.behind())) {
            fields.addEventHandler(ActionEvent.ACTION, e -> {
                if (e.getTarget() instanceof TextField) {
                    send();
                }
            });
        }
        Node rest = editor.rest();
        if (rest != null) {
            node.getChildren().add(rest);
        }
        node.getChildren().add(line);
        commands.ifPresent(lines -> node.getChildren().add(pasteOffer(lines)));
        MessageGroups groups = editor.groups();
        if (groups != null) {
            HBox strip = new HBox(groups.strip());
            HBox.setHgrow(groups.strip(), Priority.ALWAYS);
            commands.ifPresent(lines -> strip.getChildren().add(commandMenu(lines)));
            strip.getStyleClass().add("group-line");
            node.getChildren().addAll(strip, groups.room());
        }
        node.getChildren().add(foot);
        node.getStyleClass().add("send-box");
        node.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ENTER && e.isShortcutDown()) {
                e.consume();
                send();
            } else if (e.getCode() == KeyCode.ESCAPE && groups != null && groups.isOpen() && !isMenu(e)) {
                e.consume();
                groups.close();
                focus();
            }
        });
        refresh();
        state(endpoint.state());
    }

    /** A list that is open is closed by the same key. */
    private static boolean isMenu(KeyEvent e) {
        return e.getTarget() instanceof ComboBoxBase<?> box && box.isShowing();
    }

    private Node pasteOffer(CommandLines lines) {
        PasteOffer offer = new PasteOffer(texts, lines.program(), this::paste, text -> {
            editor.textAsIs(text);
            focus();
        });
        editor.pasting(text -> {
            boolean command = lines.recognizes(text);
            if (command) {
                Platform.runLater(() -> offer.show(text));
            }
            return command;
        });
        return offer.node();
    }

    private Node commandMenu(CommandLines lines) {
        Button copy = command(
                "copy-command",
                texts.get("panel.command.copy", lines.program()),
                texts.get("panel.command.copy.help", lines.program()),
                Feather.TERMINAL);
        copy.setOnAction(e -> lines.copy(editor.value()));
        Button paste = command(
                "paste-command",
                texts.get("panel.command.paste", lines.program()),
                texts.get("panel.command.paste.help", lines.program()),
                Feather.CLIPBOARD);
        paste.setOnAction(e -> paste(Clipboards.text()));
        HBox box = new HBox(copy, paste);
        box.getStyleClass().add("commands");
        box.setMinWidth(Region.USE_PREF_SIZE);
        return box;
    }

    private static Button command(String id, String text, String help, Feather icon) {
        Button button = new Button(text, new FontIcon(icon));
        button.setId(id);
        button.getStyleClass().addAll("flat", "message-group");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setTooltip(new Tooltip(help));
        return button;
    }

    /** Menu items that do what the buttons for command lines do. */
    List<MenuItem> commandItems() {
        return commands.map(lines -> {
                    MenuItem copy = new MenuItem(
                            texts.get("panel.command.copy", lines.program()), new FontIcon(Feather.TERMINAL));
                    copy.setOnAction(e -> lines.copy(editor.value()));
                    MenuItem paste = new MenuItem(
                            texts.get("panel.command.paste", lines.program()), new FontIcon(Feather.CLIPBOARD));
                    paste.setOnAction(e -> paste(Clipboards.text()));
                    return List.of(copy, paste);
                })
                .orElse(List.of());
    }

    private void paste(String line) {
        commands.ifPresent(
                lines -> lines.paste(line, this::insert, text -> status(text, BAD), text -> status(text, null)));
    }

    private void makeText() {
        TextArea text = editor.text();
        text.setMinWidth(120);
        text.prefRowCountProperty()
                .bind(text.textProperty()
                        .map(t -> Math.clamp(t.lines().count() + (t.endsWith("\n") ? 1 : 0), 1, MOST_LINES)));
        text.setWrapText(true);
        text.prefRowCountProperty().subscribe(rows -> text.pseudoClassStateChanged(SEVERAL_LINES, rows.intValue() > 1));
        text.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    private void key(KeyEvent e) {
        TextArea text = editor.text();
        int caret = text.getCaretPosition();
        switch (e.getCode()) {
            case ENTER -> {
                e.consume();
                if (e.isShiftDown() && !editor.isOneLine()) {
                    text.replaceSelection("\n");
                } else {
                    send();
                }
            }
            case TAB -> {
                // A tab is written \t in the escaped format; the key moves the focus as everywhere.
                e.consume();
                text.requestFocusTraversal(e.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
            }
            case UP -> {
                if (text.getText(0, caret).indexOf('\n') < 0) {
                    recall(e, history.back(editor.value()));
                }
            }
            case DOWN -> {
                if (text.getText(caret, text.getLength()).indexOf('\n') < 0) {
                    recall(e, history.forward());
                }
            }
            default -> {}
        }
    }

    private void recall(KeyEvent e, Optional<ObjectNode> message) {
        e.consume();
        message.ifPresent(editor::show);
    }

    Region node() {
        return node;
    }

    /** Whether its messages have groups, and replies that are read. */
    boolean isRich() {
        return editor.groups() != null;
    }

    /** Moves the focus to the text. */
    void focus() {
        editor.text().requestFocus();
    }

    /** Shows a message that crossed the wire, aimed at the connection that it was of. */
    void resend(TrafficMessage message) {
        editor.show(message.bytes());
        target.choose(message.connection());
        focus();
    }

    private void insert(ObjectNode message) {
        editor.show(message);
        focus();
    }

    /** Opens the saved messages, or keeps this one, at their keys. */
    void savedKey(KeyEvent e) {
        saved.key(e);
    }

    /** Aims at one connection. */
    void aim(Connection connection) {
        target.choose(connection.id());
        focus();
    }

    /** Looks again what there is to choose; called a few times a second. */
    void refresh() {
        if (editor.groups() != null) {
            target.hideUnlessNeeded();
        }
    }

    void state(EndpointState state) {
        running = state instanceof EndpointState.Running;
        edited();
    }

    private void edited() {
        Protocols.Draft draft = editor.draft();
        boolean bad = !draft.problems().isEmpty();
        editor.text().pseudoClassStateChanged(BAD, bad);
        send.setDisable(bad || !running);
        if (bad) {
            status(editor.words(draft.problems()), BAD);
        } else if (!running) {
            status(texts.get("panel.send.notRunning"), null);
        } else {
            String remark =
                    draft.remark().map(phrase -> " · " + texts.get(phrase)).orElse("");
            status(texts.get("panel.send.bytes", draft.bytes()) + remark, null);
        }
    }

    private void status(String text, @Nullable PseudoClass mark) {
        status.setText(text);
        status.pseudoClassStateChanged(BAD, BAD.equals(mark));
        status.pseudoClassStateChanged(GOOD, GOOD.equals(mark));
    }

    private void send() {
        if (send.isDisabled()) {
            return;
        }
        ObjectNode message = editor.value();
        history.add(message);
        sent.ifPresent(menu -> menu.add(message));
        endpoint.send(target.target(), message)
                .whenComplete((receipt, error) -> Platform.runLater(() -> sent(receipt, error)));
        editor.text().selectAll();
    }

    private void sent(@Nullable SendReceipt receipt, @Nullable Throwable error) {
        if (receipt != null) {
            String text = texts.get("panel.sent", receipt.bytes(), receipt.connections());
            boolean none = receipt.connections() == 0;
            String skipped = receipt.skipped() == 0 ? "" : " " + texts.get("panel.sent.skipped", receipt.skipped());
            status(none && receipt.skipped() == 0 ? texts.get("panel.sent.nobody") : text + skipped, none ? BAD : GOOD);
            return;
        }
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        if (cause instanceof FailureException failed) {
            status(texts.get(failed.failure()), BAD);
        } else {
            status(String.valueOf(cause), BAD);
        }
    }
}
