package org.netsonde.app.fact;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;

/**
 * Sections of names and values. Every value can be selected; Up and Down go from one to the next. JavaFX thread only.
 */
public final class FactsView {

    /** A fingerprint, a key or an address rather than words. */
    private static final Pattern CODE = Pattern.compile("\\S{24,}");

    private final VBox content = new VBox();
    private final ScrollPane node = new ScrollPane(content);
    private final List<WrappedText> values = new ArrayList<>();
    private final List<TimeBar> bars = new ArrayList<>();
    private List<FactSection> sections = List.of();

    public FactsView() {
        content.getStyleClass().add("facts-content");
        node.setFitToWidth(true);
        node.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        node.getStyleClass().add("edge-to-edge");
        // The values are the stops.
        node.setFocusTraversable(false);
    }

    /** The view. */
    public Node node() {
        return node;
    }

    /** What it shows. */
    public List<FactSection> sections() {
        return sections;
    }

    /** Shows the beginning. */
    public void top() {
        node.setVvalue(0);
    }

    /** Shows other facts. Where only values differ, what is selected in the others stays. */
    public void show(List<FactSection> now) {
        if (!now.equals(sections)) {
            boolean alike = outline(now).equals(outline(sections));
            sections = List.copyOf(now);
            if (alike) {
                update();
            } else {
                build();
            }
        }
    }

    /** All that is built, without the values, which change while they are looked at. */
    private static List<Object> outline(List<FactSection> sections) {
        List<Object> outline = new ArrayList<>();
        for (FactSection section : sections) {
            outline.add(section.title());
            outline.add(section.stretches().isEmpty());
            section.rows().forEach(row -> outline.add(List.of(row.name(), row.tone())));
        }
        return outline;
    }

    private void update() {
        List<FactSection.Row> rows =
                sections.stream().flatMap(section -> section.rows().stream()).toList();
        for (int i = 0; i < rows.size(); i++) {
            set(values.get(i), rows.get(i).value());
        }
        for (int i = 0; i < bars.size(); i++) {
            bars.get(i).show(sections.get(i).stretches());
        }
    }

    private static void set(WrappedText value, String text) {
        // Setting the same text would take away what is selected in it.
        if (!text.equals(value.getText())) {
            value.setText(text);
            value.getStyleClass().remove("code");
            if (CODE.matcher(text).matches()) {
                value.getStyleClass().add("code");
            }
        }
    }

    private void build() {
        values.clear();
        bars.clear();
        content.getChildren().setAll(sections.stream().map(this::section).toList());
        if (!values.isEmpty()) {
            values.getFirst().setFocusTraversable(true);
        }
    }

    private Node section(FactSection section) {
        Label heading = new Label(section.title());
        heading.getStyleClass().add("facts-heading");
        heading.setWrapText(true);
        VBox rows = new VBox();
        rows.getStyleClass().add("facts-rows");
        section.rows().forEach(row -> rows.getChildren().add(line(row)));
        TimeBar bar = new TimeBar();
        bar.show(section.stretches());
        bars.add(bar);
        return new VBox(heading, bar.node(), rows);
    }

    private FactLine line(FactSection.Row row) {
        Label name = new Label(row.name());
        name.getStyleClass().add("fact-name");
        name.setWrapText(true);
        WrappedText value = new WrappedText();
        value.setAccessibleText(row.name());
        value.setFocusTraversable(false);
        value.addEventFilter(KeyEvent.KEY_PRESSED, e -> keyPressed(e, value));
        name.setLabelFor(value);
        set(value, row.value());
        values.add(value);
        return new FactLine(name, value, row.tone());
    }

    private void keyPressed(KeyEvent e, WrappedText value) {
        int by = e.getCode() == KeyCode.UP ? -1 : e.getCode() == KeyCode.DOWN ? 1 : 0;
        if (by != 0 && !e.isShiftDown()) {
            e.consume();
            int to = values.indexOf(value) + by;
            if (to >= 0 && to < values.size()) {
                values.get(to).requestFocus();
                values.get(to).selectAll();
                value.deselect();
            }
        }
    }
}
