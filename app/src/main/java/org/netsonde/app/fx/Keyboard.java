package org.netsonde.app.fx;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.netsonde.engine.OperatingSystem;

/** What differs between the keyboards of systems. Stateless. */
public final class Keyboard {

    private Keyboard() {}

    /** Whether that key takes away what is chosen in a list. The key of that name on a Mac is another one. */
    public static boolean removes(KeyEvent event) {
        return removes(event.getCode(), OperatingSystem.here());
    }

    static boolean removes(KeyCode code, OperatingSystem system) {
        return code == KeyCode.DELETE || (code == KeyCode.BACK_SPACE && system == OperatingSystem.MAC);
    }

    /** The key that shortcuts and choosing several have in common, as it is written on keyboards here. */
    public static String shortcutName() {
        String shown = new KeyCodeCombination(KeyCode.A, KeyCombination.SHORTCUT_DOWN).getDisplayText();
        return shown.substring(0, shown.length() - 1).replace("+", "");
    }
}
