package org.netsonde.app.relay;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import tools.jackson.databind.node.ObjectNode;

/**
 * The entries of a list among the settings, each as a card, with what is to be said of all of them above. JavaFX thread only.
 *
 * @param <C> the cards
 */
final class CardList<C extends CardList.Card> {

    /** The card of an entry. */
    interface Card {
        /** What all such cards are made of. */
        EntryCard card();

        /** The card. */
        Node node();

        /** Shows an entry that may be another one, or stand elsewhere. */
        void show(int index, ObjectNode entry);
    }

    /** Makes the card of an entry. */
    @FunctionalInterface
    interface Maker<C> {
        /** The card of the entry of that index. */
        C make(int index, ObjectNode entry);
    }

    private final EntryList list;
    private final Maker<C> maker;
    private final Label note = new Label();
    private final VBox cards = new VBox();
    private final VBox empty;
    private final ScrollPane node;
    private final List<C> shown = new ArrayList<>();
    private List<ObjectNode> known = List.of();

    /**
     * No cards yet.
     *
     * @param id of the whole, for style sheets and tests
     * @param name of the whole, for those who do not see it
     * @param nothing what is said where there are no entries
     * @param begin adds the first
     */
    CardList(EntryList list, Maker<C> maker, String id, String name, String nothing, MenuButton begin) {
        this.list = list;
        this.maker = maker;
        note.getStyleClass().add("note");
        note.setWrapText(true);
        note.setMinHeight(Region.USE_PREF_SIZE);
        note.managedProperty().bind(note.visibleProperty());
        Label first = new Label(nothing);
        first.setWrapText(true);
        begin.getStyleClass().add("accent");
        empty = new VBox(first, begin);
        empty.getStyleClass().add("relay-empty");
        empty.managedProperty().bind(empty.visibleProperty());
        cards.getStyleClass().add("entry-cards");
        node = new ScrollPane(new VBox(note, empty, cards));
        node.setFitToWidth(true);
        node.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        node.getStyleClass().add("edge-to-edge");
        node.setId(id);
        node.setAccessibleText(name);
        VBox.setVgrow(node, Priority.ALWAYS);
    }

    Node node() {
        return node;
    }

    /** The cards, in the order of the entries. */
    List<C> shown() {
        return shown;
    }

    /** The entries that are shown. */
    List<ObjectNode> entries() {
        return known;
    }

    /** Says something above the cards; nothing if it is empty. */
    void note(String words) {
        note.setText(words);
        note.setVisible(!words.isEmpty());
    }

    /** Adds an entry, whose card gets the focus. */
    void add(ObjectNode entry, Runnable refresh, boolean open) {
        flush();
        list.add(entry);
        refresh.run();
        if (!shown.isEmpty()) {
            EntryCard card = shown.getLast().card();
            card.openProperty().set(open);
            card.focus();
        }
    }

    /**
     * Removes the entry of a card; the one behind it gets the focus.
     *
     * @param otherwise what gets the focus where no card is left
     */
    void remove(C card, Runnable refresh, Node otherwise) {
        flush();
        int at = shown.indexOf(card);
        list.remove(card.card().index());
        refresh.run();
        if (shown.isEmpty()) {
            otherwise.requestFocus();
        } else {
            shown.get(Math.min(at, shown.size() - 1)).card().focus();
        }
    }

    /** Hands over what was typed a moment ago. */
    void flush() {
        shown.forEach(card -> card.card().flush());
    }

    /** Looks again at the entries. */
    void refresh() {
        sync();
        empty.setVisible(list.isReadable() && known.isEmpty());
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
            shown.add(maker.make(i, now.get(i)));
        }
        cards.getChildren().setAll(shown.stream().map(Card::node).toList());
    }
}
