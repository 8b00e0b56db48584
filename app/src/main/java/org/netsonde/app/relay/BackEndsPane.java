package org.netsonde.app.relay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.form.InlineForm;
import org.netsonde.app.fx.IconButtons;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.protocol.BackEnd;
import org.netsonde.engine.protocol.OptionSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The servers behind a relay: how each does, and which share it has against the one it ought to have. JavaFX thread only. */
final class BackEndsPane {

    private static final String BALANCING = "balancing";
    private static final int HIGHEST_PORT = 65_535;

    private final Endpoint endpoint;
    private final SettingsEdit edit;
    private final EntryList list;
    private final Texts texts;
    private final Shares shares = new Shares();
    private final InlineForm balancing;
    private final MenuButton add;
    private final Button countAnew;
    private final CardList<BackEndCard> cards;
    private final VBox node;

    BackEndsPane(SettingsEdit edit) {
        this.edit = edit;
        endpoint = edit.endpoint();
        texts = edit.desk().texts();
        list = new EntryList(edit, "backEnds");
        OptionSpec way = edit.option(BALANCING);
        balancing = new InlineForm(List.of(way), texts, edit.desk().editors(), this::balance);
        add = addMenu("add-back-end");
        countAnew = IconButtons.flat(Feather.ROTATE_CCW, texts.get("relay.countAnew"));
        countAnew.setId("count-anew");
        countAnew.setOnAction(e -> {
            shares.countAnew(endpoint.backEnds().list());
            refresh();
        });
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox bar = new HBox(balancing.node(), space, countAnew, add);
        bar.getStyleClass().add("relay-bar");
        cards = new CardList<>(
                list,
                (index, entry) -> new BackEndCard(list, index, entry, this::remove),
                "back-ends",
                texts.get("relay.backEnds"),
                texts.get("relay.backEnds.none"),
                addMenu("add-first-back-end"));
        node = new VBox(bar, cards.node());
        node.getStyleClass().add("relay-pane");
        refresh();
    }

    private MenuButton addMenu(String id) {
        MenuButton button = new MenuButton(texts.get("relay.backEnds.add"), new FontIcon(Feather.PLUS));
        button.setId(id);
        button.getStyleClass().add("small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        // A menu without items does not open.
        button.getItems().setAll(place());
        button.setOnShowing(e -> button.getItems().setAll(choices()));
        return button;
    }

    /** The servers of the workspace that are not there yet, and any place. */
    private List<MenuItem> choices() {
        Set<String> there = cards.shown().stream().map(BackEndCard::name).collect(Collectors.toSet());
        List<MenuItem> items = new ArrayList<>();
        for (String target : edit.targets()) {
            if (!there.contains(target)) {
                MenuItem item = new MenuItem(target, new FontIcon(Feather.SERVER));
                // An underscore is part of the name.
                item.setMnemonicParsing(false);
                item.setOnAction(e -> add(JsonNodeFactory.instance.objectNode().put("target", target), false));
                items.add(item);
            }
        }
        if (!items.isEmpty()) {
            items.add(new SeparatorMenuItem());
        }
        items.add(place());
        return items;
    }

    private MenuItem place() {
        MenuItem place = new MenuItem(texts.get("relay.backEnds.place"), new FontIcon(Feather.GLOBE));
        place.setId("add-place");
        place.setOnAction(e -> add(nextPort(), true));
        return place;
    }

    /** The port behind the highest there is, as servers of one kind are often numbered. */
    private ObjectNode nextPort() {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        cards.entries().stream()
                .map(each -> Names.text(each, list.options(), "port"))
                .filter(port -> port.matches("\\d{1,5}"))
                .mapToInt(Integer::parseInt)
                .filter(port -> port > 0 && port < HIGHEST_PORT)
                .max()
                .ifPresent(port -> entry.put("port", port + 1));
        return entry;
    }

    private void add(ObjectNode entry, boolean open) {
        cards.add(entry, this::refresh, open);
    }

    private void remove(BackEndCard card) {
        cards.remove(card, this::refresh, add);
    }

    private void balance(ObjectNode chosen) {
        JsonNode way = chosen.get(BALANCING);
        edit.change(settings -> {
            if (way == null || way.equals(edit.option(BALANCING).defaultValue())) {
                settings.remove(BALANCING);
            } else {
                settings.set(BALANCING, way);
            }
        });
    }

    Node node() {
        return node;
    }

    /** How many there are in the settings. */
    int count() {
        return list.entries().size();
    }

    /** Hands over what was typed a moment ago. */
    void flush() {
        cards.flush();
    }

    /** Looks again; called a few times a second while it shows. */
    void refresh() {
        ObjectNode settings = endpoint.settings();
        if (settings.get(BALANCING) == null || settings.get(BALANCING).isString()) {
            balancing.show(settings);
        }
        cards.refresh();
        List<BackEndCard> shown = cards.shown();
        List<BackEnd> running = endpoint.backEnds().list();
        Map<Integer, BackEnd> found =
                Names.match(shown.stream().map(BackEndCard::name).toList(), running);
        long all = shares.sum(running);
        for (int i = 0; i < shown.size(); i++) {
            shown.get(i).refresh(found.get(i), shares, all);
        }
        countAnew.setDisable(running.isEmpty());
        note(running.isEmpty());
    }

    private void note(boolean idle) {
        add.setDisable(!list.hasRoom());
        if (!list.isReadable()) {
            cards.note(texts.get("relay.unreadable"));
        } else {
            cards.note(idle && !cards.entries().isEmpty() ? texts.get("relay.backEnds.idle") : "");
        }
    }
}
