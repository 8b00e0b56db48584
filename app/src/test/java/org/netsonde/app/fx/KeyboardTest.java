package org.netsonde.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.OperatingSystem;

class KeyboardTest {

    @Test
    void theDeleteKeyOfAMacRemovesThere() {
        assertThat(Keyboard.removes(KeyCode.BACK_SPACE, OperatingSystem.MAC)).isTrue();
        assertThat(Keyboard.removes(KeyCode.DELETE, OperatingSystem.MAC)).isTrue();
    }

    @Test
    void elsewhereBackspaceRemovesNothing() {
        assertThat(Keyboard.removes(KeyCode.BACK_SPACE, OperatingSystem.LINUX)).isFalse();
        assertThat(Keyboard.removes(KeyCode.BACK_SPACE, OperatingSystem.WINDOWS))
                .isFalse();
        assertThat(Keyboard.removes(KeyCode.DELETE, OperatingSystem.WINDOWS)).isTrue();
    }
}
