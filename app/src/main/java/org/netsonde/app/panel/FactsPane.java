package org.netsonde.app.panel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.fx.Clipboards;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.protocol.Connection;
import org.netsonde.engine.protocol.Fact;
import org.netsonde.engine.protocol.FactGroup;

/**
 * What is known of one connection: groups of names and values. Every value can be selected; Up and Down go from one to the
 * next. JavaFX thread only.
 */
final class FactsPane {

    private static final double NAME_WIDTH = 116;

    /** A fingerprint, a key or an address rather than words. */
    private static final Pattern CODE = Pattern.compile("\\S{24,}");

    private final Texts texts;
    private final Label title = new Label();
    private final VBox content = new VBox();
    private final ScrollPane scroll = new ScrollPane(content);
    private final BorderPane node = new BorderPane();
    private final List<WrappedText> values = new ArrayList<>();
    private @Nullable Connection shown;
    private List<FactGroup> groups = List.of();

    FactsPane(Texts texts, Consumer<String> notice) {
        this.texts = texts;
        title.getStyleClass().add("facts-title");
        title.setMinWidth(0);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button copy = new Button(texts.get("panel.facts.copy"), new FontIcon(Feather.COPY));
        copy.setId("copy-facts");
        copy.setMinWidth(Region.USE_PREF_SIZE);
        copy.setTooltip(new Tooltip(texts.get("panel.facts.copy.help")));
        copy.setOnAction(e -> {
            Clipboards.copy(FactsText.of(title.getText(), groups, texts));
            notice.accept(texts.get("panel.facts.copied"));
        });
        HBox header = new HBox(title, space, copy);
        header.getStyleClass().add("facts-header");
        content.getStyleClass().add("facts-content");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("edge-to-edge");
        // The values are the stops.
        scroll.setFocusTraversable(false);
        node.setTop(header);
        node.setCenter(scroll);
        node.getStyleClass().add("facts");
        node.setId("facts");
    }

    Node node() {
        return node;
    }

    /** The connection whose facts these are; null for none. */
    @Nullable
    Connection shown() {
        return shown;
    }

    /**
     * Shows what is known of a connection as of now.
     *
     * @param connection null for none
     * @param open whether it still is
     * @return whether there is anything to show
     */
    boolean show(@Nullable Connection connection, boolean open) {
        if (!Objects.equals(connection, shown)) {
            shown = connection;
            scroll.setVvalue(0);
        }
        if (connection == null) {
            groups = List.of();
            return false;
        }
        String name = "#" + connection.id() + "  ·  " + ConnectionsPane.address(connection.remote());
        title.setText(open ? name : name + "  ·  " + texts.get("panel.facts.closed"));
        List<FactGroup> now = connection.facts().groups();
        if (!now.equals(groups)) {
            boolean alike = outline(now).equals(outline(groups));
            groups = now;
            if (alike) {
                update();
            } else {
                build();
            }
        }
        return !now.isEmpty();
    }

    /** All that is built, without the values, which change while they are looked at. */
    private static List<Object> outline(List<FactGroup> groups) {
        List<Object> outline = new ArrayList<>();
        for (FactGroup group : groups) {
            outline.add(group.title());
            group.facts().forEach(fact -> outline.add(List.of(fact.name(), fact.tone())));
        }
        return outline;
    }

    private void update() {
        List<Fact> facts =
                groups.stream().flatMap(group -> group.facts().stream()).toList();
        for (int i = 0; i < facts.size(); i++) {
            set(values.get(i), facts.get(i));
        }
    }

    private void set(WrappedText value, Fact fact) {
        String text = texts.get(fact.value());
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
        content.getChildren().setAll(groups.stream().map(this::group).toList());
        if (!values.isEmpty()) {
            values.getFirst().setFocusTraversable(true);
        }
    }

    private Node group(FactGroup group) {
        Label heading = new Label(texts.get(group.title()));
        heading.getStyleClass().add("facts-heading");
        heading.setWrapText(true);
        GridPane rows = new GridPane();
        rows.getStyleClass().add("facts-rows");
        ColumnConstraints names = new ColumnConstraints(NAME_WIDTH);
        ColumnConstraints column = new ColumnConstraints();
        column.setHgrow(Priority.ALWAYS);
        column.setFillWidth(true);
        rows.getColumnConstraints().setAll(names, column);
        group.facts().forEach(fact -> rows.addRow(rows.getRowCount(), row(fact)));
        return new VBox(heading, rows);
    }

    private Node[] row(Fact fact) {
        Label name = new Label(texts.get(fact.name()));
        name.getStyleClass().add("fact-name");
        name.setWrapText(true);
        WrappedText value = new WrappedText();
        value.setAccessibleText(name.getText());
        value.setFocusTraversable(false);
        value.addEventFilter(KeyEvent.KEY_PRESSED, e -> keyPressed(e, value));
        name.setLabelFor(value);
        set(value, fact);
        values.add(value);
        GridPane.setValignment(name, javafx.geometry.VPos.TOP);
        if (fact.tone() == Fact.Tone.PLAIN) {
            return new Node[] {name, value};
        }
        HBox marked = new HBox(new FontIcon(icon(fact.tone())), value);
        marked.getStyleClass().add("fact-marked");
        HBox.setHgrow(value, Priority.ALWAYS);
        marked.pseudoClassStateChanged(
                PseudoClass.getPseudoClass(fact.tone().name().toLowerCase(Locale.ROOT)), true);
        return new Node[] {name, marked};
    }

    private static Feather icon(Fact.Tone tone) {
        return switch (tone) {
            case GOOD -> Feather.CHECK;
            case WARNING -> Feather.ALERT_TRIANGLE;
            case BAD -> Feather.X;
            case PLAIN -> Feather.INFO;
        };
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
