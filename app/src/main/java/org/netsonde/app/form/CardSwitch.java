package org.netsonde.app.form;

import java.util.List;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.protocol.OptionSpec;
import org.netsonde.engine.protocol.OptionType;
import tools.jackson.databind.node.ObjectNode;

/** The first option of an entry where it says whether the entry is in effect: it stands in the head of its card. */
final class CardSwitch {

    private static final String NAME = "on";

    private final OptionSpec option;
    private final FlagEditor editor;
    private final CheckBox box;
    private final String label;
    private boolean showing;

    private CardSwitch(OptionSpec option, FormContext form) {
        this.option = option;
        label = form.labels().option(NAME);
        editor = new FlagEditor(option, form.telling(() -> {
            if (!showing) {
                form.edited().run();
            }
        }));
        box = editor.box();
        box.getStyleClass().add("card-switch");
        box.setTooltip(new Tooltip(form.labels().help(NAME).orElse(label)));
        name("");
    }

    /** The switch of entries with those options; null where they have none. */
    static @Nullable CardSwitch of(List<OptionSpec> options, FormContext form) {
        OptionSpec first = options.getFirst();
        boolean there = first.name().equals(NAME) && first.type() instanceof OptionType.Flag;
        return there ? new CardSwitch(first, form) : null;
    }

    /** The options but for this one. */
    List<OptionSpec> others(List<OptionSpec> options) {
        return options.stream().filter(other -> !other.name().equals(NAME)).toList();
    }

    CheckBox node() {
        return box;
    }

    /** Tells those who cannot see it what it is about. */
    void name(String entry) {
        box.setAccessibleText(label + ": " + entry);
    }

    boolean isOn() {
        return box.isSelected();
    }

    void show(ObjectNode entry) {
        showing = true;
        try {
            editor.show(entry.get(NAME));
        } finally {
            showing = false;
        }
    }

    /** Writes it where it differs from the default. */
    void write(ObjectNode entry) {
        if (Values.same(editor.value(), option.defaultValue())) {
            entry.remove(NAME);
        } else {
            entry.set(NAME, editor.value());
        }
    }
}
