package org.netsonde.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

class KeyboardTest {

    @Test
    void theDeleteKeyOfAMacRemovesThere() {
        assertThat(Keyboard.removes(KeyCode.BACK_SPACE, "Mac OS X")).isTrue();
        assertThat(Keyboard.removes(KeyCode.DELETE, "Mac OS X")).isTrue();
    }

    @Test
    void elsewhereBackspaceRemovesNothing() {
        assertThat(Keyboard.removes(KeyCode.BACK_SPACE, "Linux")).isFalse();
        assertThat(Keyboard.removes(KeyCode.BACK_SPACE, "Windows 11")).isFalse();
        assertThat(Keyboard.removes(KeyCode.DELETE, "Windows 11")).isTrue();
    }
}
