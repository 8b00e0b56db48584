package org.netsonde.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DisplayTest {

    @TempDir
    Path sockets;

    @Test
    void linuxNeedsADisplayVariable() {
        assertThat(linux(Map.of())).isFalse();
        assertThat(linux(Map.of("DISPLAY", ""))).isFalse();
        assertThat(linux(Map.of("DISPLAY", "far.example:0"))).isTrue();
        assertThat(linux(Map.of("WAYLAND_DISPLAY", "wayland-0"))).isTrue();
    }

    @Test
    void aLocalDisplayNeedsItsSocket() throws IOException {
        assertThat(linux(Map.of("DISPLAY", ":7"))).isFalse();

        Files.createFile(sockets.resolve("X7"));

        assertThat(linux(Map.of("DISPLAY", ":7"))).isTrue();
        assertThat(linux(Map.of("DISPLAY", ":7.0"))).isTrue();
    }

    @Test
    void otherSystemsHaveADisplay() {
        assertThat(display(Map.of(), Map.of("os.name", "Mac OS X"))).isTrue();
        assertThat(display(Map.of(), Map.of("os.name", "Windows 11"))).isTrue();
    }

    @Test
    void theHeadlessPlatformIsNoneUnlessForced() {
        Map<String, String> environment = Map.of("DISPLAY", "far.example:0");
        assertThat(display(environment, Map.of("os.name", "Linux", "glass.platform", "Headless")))
                .isFalse();
        assertThat(display(
                        environment,
                        Map.of("os.name", "Linux", "glass.platform", "Headless", "netsonde.display", "yes")))
                .isTrue();
        assertThat(display(environment, Map.of("os.name", "Linux", "netsonde.display", "no")))
                .isFalse();
    }

    private boolean linux(Map<String, String> environment) {
        return display(environment, Map.of("os.name", "Linux"));
    }

    private boolean display(Map<String, String> environment, Map<String, String> properties) {
        return new Display(environment::get, properties::get, sockets).available();
    }
}
