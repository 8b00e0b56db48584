package org.netsonde.app.relay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.form.Labels;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.OptionSpec;
import org.netsonde.engine.protocol.OptionType;
import org.netsonde.engine.protocol.VariantCase;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How a relay breaks the wire: each fault with its switch, which works at once. JavaFX thread only. */
final class FaultsPane {

    private static final String FAULT = "fault";

    private final EntryList list;
    private final Texts texts;
    private final MenuButton add;
    private final Button all;
    private final Label note = new Label();
    private final VBox cards = new VBox();
    private final VBox empty;
    private final VBox node;
    private final List<FaultCard> shown = new ArrayList<>();
    private List<ObjectNode> known = List.of();

    FaultsPane(SettingsEdit edit) {
        texts = edit.desk().texts();
        list = new EntryList(edit, "faults");
        add = addMenu("add-fault");
        all = new Button();
        all.setId("faults-all");
        all.getStyleClass().add("small");
        all.setMinWidth(Region.USE_PREF_SIZE);
        all.setOnAction(e -> turnAll(shown.stream().noneMatch(FaultCard::isOn)));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox bar = new HBox(all, space, new Presets(list, this::flush, this::refresh).node(), add);
        bar.getStyleClass().add("relay-bar");
        note.getStyleClass().add("note");
        note.setWrapText(true);
        note.setText(texts.get("relay.unreadable"));
        note.managedProperty().bind(note.visibleProperty());
        Label first = new Label(texts.get("relay.faults.none"));
        first.setWrapText(true);
        MenuButton begin = addMenu("add-first-fault");
        begin.getStyleClass().add("accent");
        empty = new VBox(first, begin);
        empty.getStyleClass().add("relay-empty");
        empty.managedProperty().bind(empty.visibleProperty());
        cards.getStyleClass().add("entry-cards");
        ScrollPane scroll = new ScrollPane(new VBox(note, empty, cards));
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("edge-to-edge");
        scroll.setId("faults");
        scroll.setAccessibleText(texts.get("relay.faults"));
        VBox.setVgrow(scroll, Priority.ALWAYS);
        node = new VBox(bar, scroll);
        node.getStyleClass().add("relay-pane");
        refresh();
    }

    private MenuButton addMenu(String id) {
        MenuButton button = new MenuButton(texts.get("relay.faults.add"), new FontIcon(Feather.PLUS));
        button.setId(id);
        button.getStyleClass().add("small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.getItems().setAll(kinds());
        // Which of them fit follows from the other settings.
        button.setOnShowing(e -> button.getItems().setAll(kinds()));
        return button;
    }

    private List<MenuItem> kinds() {
        return list.options().stream()
                .filter(option -> option.name().equals(FAULT))
                .map(OptionSpec::type)
                .flatMap(type -> type instanceof OptionType.Variant variant
                        ? variant.cases().stream()
                        : Stream.<VariantCase>empty())
                .map(this::kind)
                .toList();
    }

    private MenuItem kind(VariantCase kind) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.putObject(FAULT).put("type", kind.id());
        String name = new Labels(texts).choice(FAULT, kind.id());
        Optional<Phrase> refusal = list.refusal(entry);
        MenuItem item = new MenuItem(refusal.map(why -> texts.get("relay.faults.notHere", name, texts.get(why)))
                .orElse(name));
        item.setMnemonicParsing(false);
        item.setDisable(refusal.isPresent());
        item.setId("add-fault-" + kind.id());
        item.setOnAction(e -> add(entry));
        return item;
    }

    private void add(ObjectNode entry) {
        flush();
        list.add(entry);
        refresh();
        if (!shown.isEmpty()) {
            EntryCard card = shown.getLast().card();
            card.openProperty().set(true);
            card.focus();
        }
    }

    private void remove(FaultCard card) {
        flush();
        int at = shown.indexOf(card);
        list.remove(card.card().index());
        refresh();
        if (shown.isEmpty()) {
            add.requestFocus();
        } else {
            shown.get(Math.min(at, shown.size() - 1)).card().focus();
        }
    }

    private void turnAll(boolean work) {
        flush();
        list.change(entries -> entries.forEach(entry -> FaultCard.write(entry, work)));
        refresh();
    }

    Node node() {
        return node;
    }

    /** How many are at work. */
    int working() {
        return (int) list.entries().stream().filter(FaultCard::isOn).count();
    }

    /** Hands over what was typed a moment ago. */
    void flush() {
        shown.forEach(card -> card.card().flush());
    }

    /** Looks again; called a few times a second while it shows. */
    void refresh() {
        sync();
        boolean readable = list.isReadable();
        add.setDisable(!list.hasRoom());
        empty.setVisible(readable && known.isEmpty());
        note.setVisible(!readable);
        all.setVisible(!known.isEmpty());
        all.setText(texts.get(known.stream().anyMatch(FaultCard::isOn) ? "relay.faults.allOff" : "relay.faults.allOn"));
    }

    private void sync() {
        List<ObjectNode> now = list.entries();
        if (now.equals(known)) {
            return;
        }
        boolean same = now.size() == known.size();
        known = now;
        if (same) {
            for (int i = 0; i < now.size(); i++) {
                shown.get(i).show(i, now.get(i));
            }
            return;
        }
        // What was typed into a card was meant for an entry that may stand elsewhere now, or nowhere.
        shown.forEach(card -> card.card().forget());
        shown.clear();
        for (int i = 0; i < now.size(); i++) {
            shown.add(new FaultCard(list, i, now.get(i), this::remove));
        }
        cards.getChildren().setAll(shown.stream().map(FaultCard::node).toList());
    }
}
