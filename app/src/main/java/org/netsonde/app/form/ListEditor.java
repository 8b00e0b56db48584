package org.netsonde.app.form;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.engine.protocol.OptionSpec;
import org.netsonde.engine.protocol.OptionType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Any number of the same thing, in an order that the user chooses: Alt with Up and Down moves, Delete buttons remove. */
final class ListEditor implements ValueEditor {

    /** A file may hold more; then the list is shown as text only, as no form is good for it. */
    private static final int MOST_ROWS = 200;

    private final OptionSpec option;
    private final OptionType element;
    private final FormContext form;
    private final Button add;
    private final VBox list = new VBox();
    private final Label tooMany = new Label();
    private final VBox node = new VBox(list, tooMany);
    private final List<ListRow> rows = new ArrayList<>();
    private @Nullable JsonNode unreadable;

    ListEditor(OptionSpec option, OptionType element, FormContext form) {
        this.option = option;
        this.element = element;
        this.form = form;
        add = new Button(form.texts().get("form.add"), new FontIcon(Feather.PLUS));
        add.getStyleClass().addAll("small", "add");
        add.setOnAction(e -> {
            ListRow row = insert(null);
            row.open();
            row.focus();
            form.edited().run();
            Reveal.later(row.node());
        });
        node.getStyleClass().add("list-editor");
        list.getStyleClass().add("list-rows");
        tooMany.setWrapText(true);
        tooMany.setManaged(false);
        list.managedProperty().bind(javafx.beans.binding.Bindings.isNotEmpty(list.getChildren()));
    }

    @Override
    public Node control() {
        return add;
    }

    @Override
    public Node below() {
        return node;
    }

    @Override
    public void show(@Nullable JsonNode value) {
        rows.clear();
        list.getChildren().clear();
        JsonNode shown = value == null ? option.defaultValue() : value;
        boolean readable = shown == null || (shown.isArray() && shown.size() <= MOST_ROWS);
        unreadable = readable ? null : shown;
        add.setDisable(!readable);
        tooMany.setText(readable ? "" : form.texts().get("form.list.tooMany", shown == null ? 0 : shown.size()));
        tooMany.setManaged(!readable);
        if (readable && shown != null) {
            shown.forEach(this::insert);
        }
    }

    private ListRow insert(@Nullable JsonNode value) {
        ListRow row = new ListRow(element, option, form, this::remove, this::move);
        row.show(value);
        row.node().addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            int by = e.getCode() == KeyCode.UP ? -1 : e.getCode() == KeyCode.DOWN ? 1 : 0;
            if (e.isAltDown() && by != 0) {
                e.consume();
                move(row, by);
            }
        });
        rows.add(row);
        list.getChildren().add(row.node());
        row.place(rows.size());
        return row;
    }

    private void remove(ListRow row) {
        int at = rows.indexOf(row);
        rows.remove(row);
        list.getChildren().remove(row.node());
        number();
        if (rows.isEmpty()) {
            add.requestFocus();
        } else {
            rows.get(Math.min(at, rows.size() - 1)).focus();
        }
        form.edited().run();
    }

    private void number() {
        for (int i = 0; i < rows.size(); i++) {
            rows.get(i).place(i + 1);
        }
    }

    private void move(ListRow row, int by) {
        int from = rows.indexOf(row);
        int to = from + by;
        if (to >= 0 && to < rows.size()) {
            Collections.swap(rows, from, to);
            list.getChildren().setAll(rows.stream().map(ListRow::node).toList());
            number();
            row.focus();
            form.edited().run();
        }
    }

    @Override
    public @Nullable JsonNode value() {
        if (unreadable != null) {
            return unreadable;
        }
        ArrayNode out = Values.JSON.arrayNode();
        rows.forEach(row -> out.add(row.value()));
        return out;
    }

    @Override
    public void mark(FieldMarks marks, String path) {
        for (int i = 0; i < rows.size(); i++) {
            rows.get(i).mark(marks, path + "[" + i + "]");
        }
    }

    @Override
    public boolean hasProblem() {
        return rows.stream().anyMatch(ListRow::hasProblem);
    }
}
