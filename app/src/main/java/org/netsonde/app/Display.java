package org.netsonde.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.OperatingSystem;

/**
 * Tells whether a window can be shown, without loading JavaFX, which takes seconds to find out and cannot be asked
 * twice.
 *
 * @param environment reads environment variables
 * @param properties reads system properties; {@code netsonde.display} set to {@code yes} or {@code no} decides by
 *     itself
 * @param sockets the folder in which an X server has its sockets
 */
public record Display(
        UnaryOperator<@Nullable String> environment, UnaryOperator<@Nullable String> properties, Path sockets) {

    private static final Pattern LOCAL = Pattern.compile(":(\\d{1,5})(\\.\\d+)?");

    /** The display of this machine. */
    public static Display here() {
        return new Display(
                name -> name == null ? null : System.getenv(name),
                name -> name == null ? null : System.getProperty(name),
                Path.of("/tmp/.X11-unix"));
    }

    /** Whether a window is likely to open. */
    public boolean available() {
        String forced = property("netsonde.display");
        if (!forced.isEmpty()) {
            return forced.equals("yes");
        }
        if (property("glass.platform").equalsIgnoreCase("headless")) {
            return false;
        }
        OperatingSystem system = OperatingSystem.of(property("os.name"));
        if (system == OperatingSystem.WINDOWS || system == OperatingSystem.MAC) {
            return true;
        }
        String display = variable("DISPLAY");
        Matcher local = LOCAL.matcher(display);
        if (local.matches()) {
            return Files.exists(sockets.resolve("X" + local.group(1)));
        }
        return !display.isEmpty() || !variable("WAYLAND_DISPLAY").isEmpty();
    }

    private String variable(String name) {
        String value = environment.apply(name);
        return value == null ? "" : value;
    }

    private String property(String name) {
        String value = properties.apply(name);
        return value == null ? "" : value;
    }
}
