package org.netsonde.app.traffic;

import java.util.List;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.traffic.TrafficMessage;

/** One message taken apart: text, hex and, where it is JSON, indented. JavaFX thread only. */
final class MessageDetail {

    /** The width from which a line of the hex view has sixteen bytes. */
    private static final double WIDE = 560;

    private final Texts texts;
    private final Inspector inspector;
    private final Mark mark;
    private final MessageActions actions;
    private final BorderPane node = new BorderPane();
    private final Label title = new Label();
    private final Label kind = new Label();
    private final Label verdict = new Label();
    private final Button again = new Button(null, new FontIcon(Feather.CORNER_UP_LEFT));
    private final TextArea text = area("detail-text");
    private final TextArea json = area("detail-json");
    private final ListView<String> hex = new ListView<>();
    private final Tab textTab;
    private final Tab hexTab;
    private final Tab jsonTab;
    private final TabPane tabs;
    private @Nullable ReadMessage shown;

    MessageDetail(Texts texts, Inspector inspector, MessageActions actions, Runnable close) {
        this.texts = texts;
        this.inspector = inspector;
        mark = new Mark(texts);
        this.actions = actions;
        hex.setId("detail-hex");
        hex.getStyleClass().addAll("hex-view", "dense");
        hex.setAccessibleText(texts.get("traffic.detail.hex"));
        hex.setFixedCellSize(20);
        textTab = tab("text", text);
        hexTab = tab("hex", hex);
        jsonTab = tab("json", json);
        tabs = new TabPane(textTab, hexTab);
        tabs.getStyleClass().add("dense");
        tabs.setId("detail-tabs");
        verdict.setId("detail-verdict");
        verdict.getStyleClass().add("verdict");
        verdict.setWrapText(true);
        mark.words(verdict, Optional.empty());
        node.setTop(new VBox(header(close), verdict));
        node.setCenter(tabs);
        node.getStyleClass().add("message-detail");
        InvalidationListener relayout = o -> showHex();
        node.widthProperty().addListener(relayout);
    }

    private static TextArea area(String id) {
        TextArea area = new TextArea();
        area.setId(id);
        area.setEditable(false);
        area.setWrapText(true);
        area.getStyleClass().add("payload");
        return area;
    }

    private Tab tab(String name, Node content) {
        Tab tab = new Tab(texts.get("traffic.detail." + name), content);
        tab.setClosable(false);
        tab.setId("detail-tab-" + name);
        content.setAccessibleText(tab.getText());
        return tab;
    }

    private Node header(Runnable close) {
        title.getStyleClass().add("detail-title");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        MenuButton copy = new MenuButton(texts.get("traffic.copy"));
        actions.copyItems(() -> shown).forEach(item -> copy.getItems().add(item));
        again.setText(texts.get("traffic.resend"));
        again.setId("resend");
        again.setTooltip(new Tooltip(texts.get("traffic.resend.help")));
        again.setVisible(actions.resender().isPresent());
        again.setManaged(again.isVisible());
        again.setOnAction(e -> Optional.ofNullable(shown).ifPresent(actions::resend));
        Button x = new Button(null, new FontIcon(Feather.X));
        x.getStyleClass().addAll("flat", "button-icon", "small");
        x.setTooltip(new Tooltip(texts.get("traffic.detail.close")));
        x.setAccessibleText(texts.get("traffic.detail.close"));
        x.setOnAction(e -> close.run());
        // Where there is little room, the title gives way.
        title.setMinWidth(0);
        List.of(again, copy, x).forEach(button -> button.setMinWidth(Region.USE_PREF_SIZE));
        kind.setId("detail-kind");
        kind.getStyleClass().add("kind");
        kind.setMinWidth(Region.USE_PREF_SIZE);
        kind.managedProperty().bind(kind.visibleProperty());
        kind.setVisible(false);
        HBox header = new HBox(kind, title, space, again, copy, x);
        header.getStyleClass().add("detail-header");
        return header;
    }

    Node node() {
        return node;
    }

    void show(ReadMessage read) {
        shown = read;
        TrafficMessage message = read.message();
        again.setDisable(!message.direction().isData());
        byte[] bytes = read.body();
        kind.setText(read.kind().map(texts::get).orElse(""));
        kind.setVisible(read.kind().isPresent());
        String size = texts.get("traffic.detail.size", bytes.length);
        title.setText("#" + message.connection() + "  ·  " + size
                + (message.incomplete() ? "  ·  " + texts.get("traffic.detail.incomplete") : ""));
        text.setText(MessageText.lines(bytes)
                + (bytes.length > MessageText.MAX_BYTES ? "\n" + texts.get("traffic.detail.cut") : ""));
        mark.words(verdict, inspector.inspect(message));
        Optional<String> pretty = MessageText.json(bytes);
        json.setText(pretty.orElse(""));
        if (pretty.isPresent() != tabs.getTabs().contains(jsonTab)) {
            tabs.getTabs().remove(jsonTab);
            pretty.ifPresent(p -> tabs.getTabs().add(jsonTab));
        }
        showHex();
    }

    private void showHex() {
        ReadMessage message = shown;
        if (message != null) {
            int perLine = node.getWidth() >= WIDE ? 16 : 8;
            hex.setItems(FXCollections.observableList(new HexLines(message.body(), perLine)));
        }
    }
}
