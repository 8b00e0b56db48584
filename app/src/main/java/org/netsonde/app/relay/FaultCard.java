package org.netsonde.app.relay;

import java.util.Set;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import org.kordamp.ikonli.feather.Feather;
import org.netsonde.app.form.Labels;
import org.netsonde.app.form.Summary;
import org.netsonde.app.fx.IconButtons;
import org.netsonde.app.text.Texts;
import tools.jackson.databind.node.ObjectNode;

/** One fault: whether it is at work, what it does, and its settings. JavaFX thread only. */
final class FaultCard implements CardList.Card {

    private final EntryList list;
    private final Texts texts;
    private final EntryCard card;
    private final CheckBox on = new CheckBox();
    private final Button remove;
    private boolean showing;

    /**
     * A card.
     *
     * @param remove takes the entry out of the settings
     */
    FaultCard(EntryList list, int index, ObjectNode entry, Consumer<FaultCard> remove) {
        this.list = list;
        texts = list.edit().desk().texts();
        card = new EntryCard(list, index, entry, Set.of("on"));
        on.getStyleClass().add("fault-on");
        on.selectedProperty().subscribe((before, now) -> {
            if (!showing) {
                turn(now);
            }
        });
        this.remove = IconButtons.flat(Feather.X, texts.get("relay.fault.remove", ""));
        this.remove.getStyleClass().addAll("small", "fault-remove");
        this.remove.setOnAction(e -> remove.accept(this));
        card.before(on);
        card.behind(this.remove);
        show(index, entry);
    }

    /** Lets it work, or not. */
    void turn(boolean work) {
        card.change(entry -> write(entry, work));
        show(card.index(), card.entry());
    }

    /** Writes whether a fault is at work into its entry, where that is not the default. */
    static void write(ObjectNode entry, boolean work) {
        if (work) {
            entry.remove("on");
        } else {
            entry.put("on", false);
        }
    }

    static boolean isOn(ObjectNode entry) {
        return entry.path("on").asBoolean(true);
    }

    @Override
    public Node node() {
        return card.node();
    }

    @Override
    public EntryCard card() {
        return card;
    }

    /** Shows the entry that stands at that place now. */
    @Override
    public void show(int index, ObjectNode entry) {
        card.show(index, entry);
        ObjectNode described = entry.deepCopy();
        described.remove("on");
        String summary = Summary.of(list.options(), described, new Labels(texts));
        card.title(summary);
        card.off(!isOn(entry));
        showing = true;
        try {
            on.setSelected(isOn(entry));
        } finally {
            showing = false;
        }
        on.setAccessibleText(texts.get("relay.fault.on", summary));
        String away = texts.get("relay.fault.remove", summary);
        remove.setAccessibleText(away);
        remove.getTooltip().setText(away);
    }
}
