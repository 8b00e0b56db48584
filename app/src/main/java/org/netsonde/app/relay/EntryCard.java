package org.netsonde.app.relay;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.engine.protocol.OptionSpec;
import org.netsonde.engine.protocol.Problem;
import tools.jackson.databind.node.ObjectNode;

/**
 * One entry of a list in the settings: what it is about, what can be done with it, and, unfolded, its form. JavaFX thread
 * only.
 */
final class EntryCard {

    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");
    private static final PseudoClass OFF = PseudoClass.getPseudoClass("off");

    private final EntryList list;
    private final List<OptionSpec> options;
    private final ToggleButton fold = new ToggleButton();
    private final Tooltip tip = new Tooltip();
    private final HBox head = new HBox();
    private final Label problem = new Label();
    private final VBox room = new VBox();
    private final VBox node = new VBox(head, problem, room);
    private int index;
    private ObjectNode entry;
    /** Made when the card is unfolded first. */
    private @Nullable ObjectForm form;

    /**
     * A card.
     *
     * @param index which of the list it is, from 0
     * @param elsewhere the options that are not in its form, as they stand in its head
     */
    EntryCard(EntryList list, int index, ObjectNode entry, Set<String> elsewhere) {
        this.list = list;
        options = list.options().stream()
                .filter(option -> !elsewhere.contains(option.name()))
                .toList();
        this.index = index;
        this.entry = entry;
        FontIcon chevron = new FontIcon(Feather.CHEVRON_RIGHT);
        fold.setGraphic(chevron);
        fold.getStyleClass().addAll("flat", "list-fold");
        fold.setMaxWidth(Double.MAX_VALUE);
        fold.setMinWidth(0);
        fold.setTooltip(tip);
        HBox.setHgrow(fold, Priority.ALWAYS);
        fold.selectedProperty().subscribe(open -> {
            chevron.setIconCode(open ? Feather.CHEVRON_DOWN : Feather.CHEVRON_RIGHT);
            open(open);
        });
        head.getChildren().add(fold);
        head.getStyleClass().add("entry-head");
        problem.getStyleClass().add("problem");
        problem.setWrapText(true);
        problem.setMinHeight(Region.USE_PREF_SIZE);
        problem.managedProperty().bind(problem.visibleProperty());
        problem.setVisible(false);
        room.managedProperty().bind(fold.selectedProperty());
        room.visibleProperty().bind(fold.selectedProperty());
        node.getStyleClass().addAll("entry-card", "list-card");
    }

    private void open(boolean open) {
        if (open && form == null) {
            ObjectForm made = new ObjectForm(options, list.edit(), this::store, () -> list.problems(index));
            made.show(entry);
            form = made;
            room.getChildren().add(made.node());
        }
        mark();
    }

    private void store(ObjectNode edited) {
        entry = edited;
        list.replace(index, edited);
    }

    Node node() {
        return node;
    }

    /** Whether its form shows. */
    BooleanProperty openProperty() {
        return fold.selectedProperty();
    }

    /** Stands before the words. */
    void before(Node part) {
        head.getChildren().addFirst(part);
    }

    /** Stands behind the words. */
    void behind(Node part) {
        head.getChildren().add(part);
    }

    /** Stands between the head and the form. */
    void below(Node part) {
        node.getChildren().add(1, part);
    }

    /** The words in its head. */
    void title(String words) {
        fold.setText(words);
        tip.setText(words);
    }

    /** Shows whether it is without effect. */
    void off(boolean off) {
        fold.pseudoClassStateChanged(OFF, off);
    }

    void focus() {
        fold.requestFocus();
    }

    /** The entry as it is stored. */
    ObjectNode entry() {
        return entry.deepCopy();
    }

    int index() {
        return index;
    }

    /** Stores a changed entry. */
    void change(Consumer<ObjectNode> how) {
        flush();
        ObjectNode changed = entry();
        how.accept(changed);
        store(changed);
        show(index, changed);
    }

    /** Shows what is stored at that place now. */
    void show(int newIndex, ObjectNode stored) {
        index = newIndex;
        entry = stored;
        if (form != null) {
            form.show(stored);
        }
        mark();
    }

    /** Folded, it says what is wrong by itself; unfolded, its form does. */
    private void mark() {
        boolean open = fold.isSelected();
        String words = String.join(
                "\n",
                list.problems(index).stream()
                        .filter(each -> !open)
                        .map(Problem::text)
                        .map(list.edit().desk().texts()::get)
                        .toList());
        problem.setText(words);
        problem.setVisible(!words.isEmpty());
        fold.pseudoClassStateChanged(BAD, !words.isEmpty());
    }

    /** Leaves out what was typed a moment ago: its place in the list is somebody else's. */
    void forget() {
        if (form != null) {
            form.forget();
        }
    }

    /** Hands over what was typed a moment ago. */
    void flush() {
        if (form != null) {
            form.flush();
        }
    }
}
