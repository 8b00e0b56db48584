package org.netsonde.app.panel;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.fact.FactSection;
import org.netsonde.app.fact.FactsView;
import org.netsonde.app.fx.Clipboards;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.protocol.Connection;
import org.netsonde.engine.protocol.Fact;
import org.netsonde.engine.protocol.FactGroup;
import org.netsonde.engine.transport.SocketFacts;

/** What is known of one connection. JavaFX thread only. */
final class FactsPane {

    private final Texts texts;
    private final Label title = new Label();
    private final FactsView view = new FactsView();
    private final BorderPane node = new BorderPane();
    private @Nullable Connection shown;
    private List<FactGroup> groups = List.of();
    private @Nullable SocketFacts socket;

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
            Clipboards.copy(FactSection.text(title.getText(), view.sections()));
            notice.accept(texts.get("panel.facts.copied"));
        });
        HBox header = new HBox(title, space, copy);
        header.getStyleClass().add("facts-header");
        node.setTop(header);
        node.setCenter(view.node());
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
            view.top();
        }
        if (connection == null) {
            groups = List.of();
            socket = null;
            return false;
        }
        String name = "#" + connection.id() + "  ·  " + ConnectionsPane.address(connection.remote());
        title.setText(open ? name : name + "  ·  " + texts.get("panel.facts.closed"));
        connection.socket().ask();
        List<FactGroup> now = connection.facts().groups();
        SocketFacts seen = connection.socket().latest();
        if (!now.equals(groups) || !Objects.equals(seen, socket)) {
            groups = now;
            socket = seen;
            List<FactSection> sections = new ArrayList<>();
            groups.stream().map(this::section).forEach(sections::add);
            if (seen != null) {
                sections.add(SocketSection.of(seen, texts));
            }
            view.show(sections);
        }
        return seen != null || !now.isEmpty();
    }

    private FactSection section(FactGroup group) {
        return new FactSection(
                texts.get(group.title()),
                group.facts().stream().map(this::row).toList(),
                group.stretches().stream()
                        .map(part -> new FactSection.Stretch(
                                texts.get(part.name()), part.time().toNanos()))
                        .toList());
    }

    private FactSection.Row row(Fact fact) {
        return new FactSection.Row(texts.get(fact.name()), texts.get(fact.value()), fact.tone());
    }
}
