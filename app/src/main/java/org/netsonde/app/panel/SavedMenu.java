package org.netsonde.app.panel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.protocol.Protocol;
import org.netsonde.engine.workspace.SavedMessage;
import tools.jackson.databind.node.ObjectNode;

/** Offers, beside a send box, the saved messages that its protocol can send, and keeps the present one. */
final class SavedMenu {

    /** More are found by their names. */
    private static final int MOST_SHOWN = 15;

    private static final KeyCombination OPEN = new KeyCodeCombination(KeyCode.B, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination KEEP =
            new KeyCodeCombination(KeyCode.B, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);

    private final Protocol<?, ?> protocol;
    private final Texts texts;
    private final SavedMessages saved;
    private final Supplier<ObjectNode> present;
    private final Consumer<ObjectNode> insert;
    private final MenuButton button;

    /**
     * A menu.
     *
     * @param present the message as it is written now
     * @param insert takes a message in place of it
     */
    SavedMenu(
            Protocol<?, ?> protocol,
            Texts texts,
            SavedMessages saved,
            Supplier<ObjectNode> present,
            Consumer<ObjectNode> insert) {
        this.protocol = protocol;
        this.texts = texts;
        this.saved = saved;
        this.present = present;
        this.insert = insert;
        button = new MenuButton(texts.get("panel.saved"), new FontIcon(Feather.BOOKMARK));
        button.setId("saved");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setTooltip(new Tooltip(texts.get("panel.saved.help", OPEN.getDisplayText(), KEEP.getDisplayText())));
        button.setAccessibleText(texts.get("panel.saved.messages"));
        // A menu without items does not open, so there is always one.
        button.getItems().setAll(keepItem());
        button.setOnShowing(e -> button.getItems().setAll(items()));
    }

    MenuButton node() {
        return button;
    }

    /** Opens the menu, or keeps the message, at its keys. */
    void key(KeyEvent e) {
        if (OPEN.match(e)) {
            e.consume();
            button.show();
        } else if (KEEP.match(e)) {
            e.consume();
            keep();
        }
    }

    private void keep() {
        saved.keep(Protocols.compact(protocol, present.get()));
    }

    private MenuItem keepItem() {
        MenuItem keep = new MenuItem(texts.get("panel.saved.keep"), new FontIcon(Feather.PLUS));
        keep.setId("saved-keep");
        keep.setOnAction(e -> keep());
        return keep;
    }

    private List<MenuItem> items() {
        List<MenuItem> items = new ArrayList<>(List.of(keepItem(), new SeparatorMenuItem()));
        List<SavedMessage> usable = saved.all().stream()
                .filter(message -> taken(message).isPresent())
                .toList();
        int others = saved.all().size() - usable.size();
        usable.stream().limit(MOST_SHOWN).forEach(message -> items.add(item(message)));
        if (usable.isEmpty()) {
            items.add(said(others == 0 ? texts.get("panel.saved.none") : texts.get("panel.saved.others", others)));
        }
        if (!saved.all().isEmpty()) {
            MenuItem all = new MenuItem(texts.get("panel.saved.all", saved.all().size()), new FontIcon(Feather.LIST));
            all.setId("saved-all");
            all.setOnAction(e -> saved.show(message -> taken(message).isPresent(), this::insert));
            items.add(new SeparatorMenuItem());
            items.add(all);
        }
        return items;
    }

    private static MenuItem said(String text) {
        MenuItem item = new MenuItem(text);
        item.setDisable(true);
        return item;
    }

    private MenuItem item(SavedMessage message) {
        Label name = new Label(message.name());
        Label content = new Label(SavedText.of(message));
        content.getStyleClass().add("saved-content");
        VBox lines = new VBox(name, content);
        lines.setMaxWidth(420);
        lines.setAccessibleText(message.name());
        CustomMenuItem item = new CustomMenuItem(lines);
        item.getStyleClass().add("saved-item");
        item.setOnAction(e -> insert(message));
        return item;
    }

    private void insert(SavedMessage message) {
        taken(message).ifPresent(insert);
    }

    private Optional<ObjectNode> taken(SavedMessage message) {
        return Protocols.taken(protocol, message.message());
    }
}
