package org.netsonde.app.traffic;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.fx.IconButtons;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.traffic.TrafficMessage;

/**
 * One message taken apart, on as many tabs as there are ways to look at it. The one that fits best what the message is comes
 * first, until the user chooses another, which then stays wherever there is one. JavaFX thread only.
 */
final class MessageDetail {

    private static final String TEXT = "text";
    private static final String HEAD = "head";

    private final Texts texts;
    private final Inspector inspector;
    private final Mark mark;
    private final MessageActions actions;
    private final BorderPane node = new BorderPane();
    private final Label title = new Label();
    private final Label kind = new Label();
    private final Label verdict = new Label();
    private final Label cut = new Label();
    private final Button again = new Button(null, new FontIcon(Feather.CORNER_UP_LEFT));
    private final Button save;
    private final Map<DetailView, Tab> tabs = new LinkedHashMap<>();
    private final TabPane pane = new TabPane();
    private @Nullable ReadMessage shown;
    /** The name of the view that the user chose last; empty before. */
    private String chosen = "";

    private boolean showing;

    MessageDetail(Texts texts, Inspector inspector, MessageActions actions, Runnable close) {
        this.texts = texts;
        this.inspector = inspector;
        mark = new Mark(texts);
        this.actions = actions;
        save = IconButtons.flat(Feather.DOWNLOAD, texts.get("traffic.save"));
        for (DetailView view : views()) {
            tabs.put(view, tab(view));
        }
        pane.getStyleClass().add("dense");
        pane.setId("detail-tabs");
        pane.getSelectionModel().selectedItemProperty().subscribe((before, now) -> chose(now));
        verdict.setId("detail-verdict");
        verdict.getStyleClass().add("verdict");
        verdict.setWrapText(true);
        mark.words(verdict, Optional.empty());
        cut.setId("detail-cut");
        cut.getStyleClass().add("detail-cut");
        cut.setWrapText(true);
        cut.managedProperty().bind(cut.visibleProperty());
        cut.setVisible(false);
        node.setTop(new VBox(header(close), verdict, cut));
        node.setCenter(pane);
        node.getStyleClass().add("message-detail");
    }

    private List<DetailView> views() {
        return List.of(
                new TextView(TEXT, message -> Optional.of(lines(message.body()))),
                new TextView("json", message -> MessageText.json(message.body())),
                new TextView("xml", message -> MessageText.xml(message.body())),
                new PictureView(texts),
                new TextView(HEAD, message -> head(message).map(this::lines)),
                new HexView(),
                new TextView(
                        "raw",
                        message -> head(message)
                                .map(head -> lines(message.message().bytes()))));
    }

    private static Optional<byte[]> head(ReadMessage message) {
        return Optional.of(message.content().head())
                .filter(head -> !head.isEmpty())
                .map(head -> head.getBytes(StandardCharsets.UTF_8));
    }

    private String lines(byte[] bytes) {
        return MessageText.lines(bytes)
                + (bytes.length > MessageText.MAX_BYTES ? "\n" + texts.get("traffic.detail.cut") : "");
    }

    private Tab tab(DetailView view) {
        Tab tab = new Tab(texts.get("traffic.detail." + view.name()), view.node());
        tab.setClosable(false);
        tab.setId("detail-tab-" + view.name());
        view.node().setAccessibleText(tab.getText());
        return tab;
    }

    private void chose(@Nullable Tab tab) {
        if (!showing) {
            tabs.forEach((view, own) -> {
                if (own.equals(tab)) {
                    chosen = view.name();
                }
            });
        }
    }

    private Node header(Runnable close) {
        title.getStyleClass().add("detail-title");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        MenuButton copy = new MenuButton(texts.get("traffic.copy"));
        copy.setId("detail-copy");
        actions.copyItems(() -> shown).forEach(item -> copy.getItems().add(item));
        copy.setOnShowing(e -> actions.enable(copy.getItems(), shown));
        again.setText(texts.get("traffic.resend"));
        again.setId("resend");
        again.setTooltip(new Tooltip(texts.get("traffic.resend.help")));
        again.setVisible(actions.resender().isPresent());
        again.setManaged(again.isVisible());
        again.setOnAction(e -> Optional.ofNullable(shown).ifPresent(actions::resend));
        save.setId("save-body");
        save.getStyleClass().add("small");
        save.setOnAction(e -> Optional.ofNullable(shown).ifPresent(actions::save));
        Button x = new Button(null, new FontIcon(Feather.X));
        x.getStyleClass().addAll("flat", "button-icon", "small");
        x.setTooltip(new Tooltip(texts.get("traffic.detail.close")));
        x.setAccessibleText(texts.get("traffic.detail.close"));
        x.setOnAction(e -> close.run());
        // Where there is little room, the title gives way.
        title.setMinWidth(0);
        List.of(again, copy, save, x).forEach(button -> button.setMinWidth(Region.USE_PREF_SIZE));
        kind.setId("detail-kind");
        kind.getStyleClass().add("kind");
        kind.setMinWidth(Region.USE_PREF_SIZE);
        kind.managedProperty().bind(kind.visibleProperty());
        kind.setVisible(false);
        HBox header = new HBox(kind, title, space, again, copy, save, x);
        header.getStyleClass().add("detail-header");
        return header;
    }

    Node node() {
        return node;
    }

    void show(ReadMessage read) {
        shown = read;
        TrafficMessage message = read.message();
        byte[] bytes = read.body();
        again.setDisable(!message.direction().isData() || message.isCut());
        save.setDisable(!message.direction().isData() || bytes.length == 0);
        kind.setText(read.kind().map(texts::get).orElse(""));
        kind.setVisible(read.kind().isPresent());
        String size = texts.get("traffic.detail.size", bytes.length);
        title.setText("#" + message.connection() + "  ·  " + size
                + (message.incomplete() ? "  ·  " + texts.get("traffic.detail.incomplete") : ""));
        mark.words(verdict, inspector.inspect(message));
        cut.setVisible(message.isCut());
        cut.setText(
                message.isCut()
                        ? texts.get("traffic.detail.bodyCut", message.bytes().length, message.wireLength())
                        : "");
        showing = true;
        try {
            showViews(read);
        } finally {
            showing = false;
        }
    }

    private void showViews(ReadMessage read) {
        boolean headed = !read.content().head().isEmpty();
        List<Tab> there = new ArrayList<>();
        List<String> names = new ArrayList<>();
        tabs.forEach((view, tab) -> {
            if (view.show(read)) {
                there.add(tab);
                names.add(view.name());
            }
            if (view.name().equals(TEXT)) {
                tab.setText(texts.get(headed ? "traffic.detail.body" : "traffic.detail.text"));
            }
        });
        if (!pane.getTabs().equals(there)) {
            pane.getTabs().setAll(there);
        }
        String wanted = names.contains(chosen) ? chosen : best(read, names);
        pane.getSelectionModel().select(there.get(names.indexOf(wanted)));
    }

    /** The view that says most of a message. */
    private static String best(ReadMessage read, List<String> names) {
        String type = read.content().mediaType();
        String wanted;
        if (read.body().length == 0 && names.contains(HEAD)) {
            wanted = HEAD;
        } else if (names.contains("image")) {
            wanted = "image";
        } else if (MediaTypes.isJson(type)) {
            wanted = "json";
        } else if (MediaTypes.isXml(type)) {
            wanted = "xml";
        } else {
            wanted = MediaTypes.isText(type) ? TEXT : "hex";
        }
        return names.contains(wanted) ? wanted : TEXT;
    }
}
