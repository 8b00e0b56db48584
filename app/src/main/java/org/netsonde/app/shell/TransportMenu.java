package org.netsonde.app.shell;

import java.util.Objects;
import javafx.scene.control.Menu;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.text.Texts;
import org.netsonde.app.workbench.PreferencesFile;
import org.netsonde.engine.transport.TransportKind;

/**
 * Chooses what the engine waits for sockets with: the preferred transport, or one by name. Those that do not work here are
 * shown, so that nobody looks for them. The engine takes it at its next start. JavaFX thread only.
 */
final class TransportMenu extends Menu {

    private final PreferencesFile preferences;
    private final ToggleGroup group = new ToggleGroup();

    /**
     * A menu.
     *
     * @param notice tells the user that the choice counts from the next start on
     */
    TransportMenu(Texts texts, PreferencesFile preferences, Runnable notice) {
        super(texts.get("shell.menu.transport"));
        this.preferences = preferences;
        setId("menu-transport");
        String preferred = TransportKind.usable().getFirst().label();
        add(texts.get("shell.transport.auto", preferred), null, true, notice);
        for (TransportKind kind : TransportKind.values()) {
            boolean usable = kind.available();
            String text = usable ? kind.label() : texts.get("shell.transport.unavailable", kind.label());
            add(text, kind.label(), usable, notice);
        }
    }

    private void add(String text, @Nullable String transport, boolean usable, Runnable notice) {
        RadioMenuItem item = new RadioMenuItem(text);
        item.setMnemonicParsing(false);
        item.setId("transport-" + (transport == null ? "auto" : transport));
        item.setToggleGroup(group);
        item.setDisable(!usable);
        item.setSelected(Objects.equals(preferences.get().transport(), transport));
        item.setOnAction(event -> {
            preferences.update(p -> p.withTransport(transport));
            notice.run();
        });
        getItems().add(item);
    }
}
