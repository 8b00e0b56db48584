package org.netsonde.app.panel;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.workspace.SentMessage;
import tools.jackson.databind.node.ObjectNode;

/** Offers, beside a send box, the messages that were sent from it, and keeps each that is. */
final class HistoryMenu {

    private final Endpoint endpoint;
    private final Texts texts;
    private final SentMessages sent;
    private final Consumer<ObjectNode> insert;
    private final MenuButton button;

    /**
     * A menu.
     *
     * @param insert takes a message in place of the one that is being written
     */
    HistoryMenu(Endpoint endpoint, Texts texts, SentMessages sent, Consumer<ObjectNode> insert) {
        this.endpoint = endpoint;
        this.texts = texts;
        this.sent = sent;
        this.insert = insert;
        button = new MenuButton(texts.get("panel.history"), new FontIcon(Feather.CLOCK));
        button.setId("history");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setTooltip(new Tooltip(texts.get("panel.history.help")));
        button.setAccessibleText(texts.get("panel.history.help"));
        // A menu without items does not open, so there is always one.
        button.getItems().setAll(none());
        button.setOnShowing(e -> button.getItems().setAll(items()));
    }

    MenuButton node() {
        return button;
    }

    /** All of them as messages, the latest last; those that the protocol no longer takes are left out. */
    List<ObjectNode> messages() {
        return sent.of(endpoint).messages().stream()
                .flatMap(message -> taken(message).stream())
                .toList();
    }

    /** Keeps a message that is being sent. */
    void add(ObjectNode message) {
        Protocols.remembered(endpoint.protocol(), message).ifPresent(kept -> sent.add(endpoint, kept));
    }

    private Optional<ObjectNode> taken(SentMessage message) {
        return Protocols.taken(endpoint.protocol(), message.message());
    }

    private MenuItem none() {
        MenuItem item = new MenuItem(texts.get("panel.history.none"));
        item.setDisable(true);
        return item;
    }

    private List<MenuItem> items() {
        List<MenuItem> items = new ArrayList<>();
        for (SentMessage message : sent.of(endpoint).messages().reversed()) {
            taken(message).ifPresent(usable -> items.add(item(message, usable)));
        }
        if (items.isEmpty()) {
            return List.of(none());
        }
        MenuItem clear = new MenuItem(texts.get("panel.history.clear"), new FontIcon(Feather.TRASH_2));
        clear.setId("history-clear");
        clear.setOnAction(e -> sent.clear(endpoint));
        items.add(0, clear);
        items.add(1, new SeparatorMenuItem());
        return items;
    }

    private MenuItem item(SentMessage message, ObjectNode usable) {
        Label what = new Label(MessageLine.of(endpoint.protocol(), usable));
        Label when = new Label(time(message.at()));
        when.getStyleClass().add("saved-content");
        VBox lines = new VBox(what, when);
        lines.setMaxWidth(520);
        lines.setAccessibleText(what.getText() + " " + when.getText());
        CustomMenuItem item = new CustomMenuItem(lines);
        item.getStyleClass().addAll("saved-item", "history-item");
        item.setOnAction(e -> insert.accept(usable));
        return item;
    }

    private String time(Instant at) {
        ZoneId zone = ZoneId.systemDefault();
        boolean today = LocalDate.ofInstant(at, zone).equals(LocalDate.now(zone));
        DateTimeFormatter format = today
                ? DateTimeFormatter.ofPattern("HH:mm:ss")
                : DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT);
        return format.withLocale(texts.locale()).withZone(zone).format(at);
    }
}
