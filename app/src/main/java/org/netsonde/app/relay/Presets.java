package org.netsonde.app.relay;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.protocol.OptionSpec;
import org.netsonde.engine.protocol.SettingsDescriber;
import org.netsonde.engine.relay.fault.FaultPreset;
import org.netsonde.engine.relay.fault.FaultPresets;
import org.netsonde.engine.relay.fault.FaultSetting;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Known kinds of lines and servers: choosing one turns its faults on and all others off. None is taken out, and one that is
 * there already is not added again. JavaFX thread only.
 */
final class Presets {

    private static final double WIDTH = 380;

    private final EntryList list;
    private final Texts texts;
    private final Runnable flush;
    private final Runnable changed;
    private final MenuButton button;

    /**
     * A menu of all presets.
     *
     * @param flush hands over what was typed a moment ago, which would undo the choice otherwise
     * @param changed runs after one was chosen
     */
    Presets(EntryList list, Runnable flush, Runnable changed) {
        this.list = list;
        this.flush = flush;
        this.changed = changed;
        texts = list.edit().desk().texts();
        button = new MenuButton(texts.get("relay.faults.presets"), new FontIcon(Feather.WIFI));
        button.setId("fault-presets");
        button.getStyleClass().add("small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setTooltip(new Tooltip(texts.get("relay.faults.presets.help")));
        button.getItems().setAll(FaultPresets.all().stream().map(this::item).toList());
    }

    MenuButton node() {
        return button;
    }

    private MenuItem item(FaultPreset preset) {
        Label name = new Label(texts.get(preset.title()));
        name.getStyleClass().add("preset-name");
        Label summary = new Label(texts.get(preset.summary()));
        summary.getStyleClass().add("preset-summary");
        summary.setWrapText(true);
        summary.setMaxWidth(WIDTH);
        CustomMenuItem item = new CustomMenuItem(new VBox(name, summary));
        // What the keyboard and screen readers know it by; the content is what shows.
        item.setText(name.getText());
        item.setId("preset-" + preset.id());
        item.setOnAction(e -> choose(preset));
        return item;
    }

    private void choose(FaultPreset preset) {
        flush.run();
        boolean datagrams =
                list.edit().endpoint().settings().path("transport").asString("").equals("udp");
        List<ObjectNode> faults = (datagrams ? preset.datagrams() : preset.stream())
                .stream().map(this::stored).toList();
        List<ObjectNode> all = turnedTo(faults, list.entries());
        if (all.size() > list.most()) {
            list.edit().desk().show(texts.get("relay.faults.full", list.most()));
        } else {
            list.change(entries -> {
                entries.clear();
                entries.addAll(all);
            });
            changed.run();
        }
    }

    /** A fault as settings have it: with what differs from the defaults. */
    private ObjectNode stored(FaultSetting fault) {
        return compact(SettingsDescriber.toJson(fault), list.options());
    }

    private List<ObjectNode> turnedTo(List<ObjectNode> faults, List<ObjectNode> entries) {
        List<ObjectNode> all = new ArrayList<>();
        List<ObjectNode> missing = new ArrayList<>(faults);
        for (ObjectNode entry : entries) {
            ObjectNode turned = entry.deepCopy();
            turned.remove("on");
            boolean work = missing.remove(compact(turned, list.options()));
            FaultCard.write(turned, work);
            all.add(turned);
        }
        all.addAll(missing);
        return all;
    }

    private static ObjectNode compact(ObjectNode entry, List<OptionSpec> options) {
        ObjectNode compact = entry.deepCopy();
        for (OptionSpec option : options) {
            JsonNode value = compact.get(option.name());
            if (value != null && value.equals(option.defaultValue())) {
                compact.remove(option.name());
            }
        }
        return compact;
    }
}
