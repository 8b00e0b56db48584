package org.netsonde.app.relay;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
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
    private final CardList<FaultCard> cards;
    private final VBox node;

    FaultsPane(SettingsEdit edit) {
        texts = edit.desk().texts();
        list = new EntryList(edit, "faults");
        add = addMenu("add-fault");
        all = new Button();
        all.setId("faults-all");
        all.getStyleClass().add("small");
        all.setMinWidth(Region.USE_PREF_SIZE);
        all.setOnAction(e -> turnAll(entries().stream().noneMatch(FaultCard::isOn)));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox bar = new HBox(all, space, new Presets(list, this::flush, this::refresh).node(), add);
        bar.getStyleClass().add("relay-bar");
        cards = new CardList<>(
                list,
                (index, entry) -> new FaultCard(list, index, entry, this::remove),
                "faults",
                texts.get("relay.faults"),
                texts.get("relay.faults.none"),
                addMenu("add-first-fault"));
        node = new VBox(bar, cards.node());
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
        cards.add(entry, this::refresh, true);
    }

    private void remove(FaultCard card) {
        cards.remove(card, this::refresh, add);
    }

    private List<ObjectNode> entries() {
        return cards.entries();
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
        cards.flush();
    }

    /** Looks again; called a few times a second while it shows. */
    void refresh() {
        cards.refresh();
        add.setDisable(!list.hasRoom());
        cards.note(list.isReadable() ? "" : texts.get("relay.unreadable"));
        all.setVisible(!entries().isEmpty());
        all.setText(
                texts.get(entries().stream().anyMatch(FaultCard::isOn) ? "relay.faults.allOff" : "relay.faults.allOn"));
    }
}
