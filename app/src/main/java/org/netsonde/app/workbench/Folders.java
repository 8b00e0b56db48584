package org.netsonde.app.workbench;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.OperatingSystem;

/**
 * Where the program keeps what it remembers: on Linux as the <a
 * href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG Base Directory Specification</a> has it, on macOS
 * in Application Support, on Windows in the known folders RoamingAppData and LocalAppData.
 *
 * @param config preferences
 * @param state unsaved work and recorded sessions
 * @param keys the authority with its key, and secrets: what is to stay on this machine
 */
public record Folders(Path config, Path state, Path keys) {

    private static final String NAME = "netsonde";

    /** With keys among the preferences. */
    public Folders(Path config, Path state) {
        this(config, state, config);
    }

    /**
     * The folders that the operating system wants used.
     *
     * @param system the operating system
     * @param home the user's home
     * @param environment the environment variables
     */
    public static Folders of(OperatingSystem system, Path home, Map<String, String> environment) {
        if (system == OperatingSystem.WINDOWS) {
            Path roaming = folder(environment, "APPDATA", home.resolve("AppData/Roaming"));
            Path local = folder(environment, "LOCALAPPDATA", home.resolve("AppData/Local"));
            // Preferences may follow their user to other machines. Keys must not be copied about, and sessions are
            // large. The program is not in this folder but in Programs beside it, so that its removal leaves all this
            // alone.
            Path here = local.resolve("Netsonde");
            return new Folders(roaming.resolve("Netsonde"), here, here);
        }
        if (system == OperatingSystem.MAC) {
            // Library/Preferences is for what the system itself writes, Caches for what may be lost.
            Path support = home.resolve("Library/Application Support/Netsonde");
            return new Folders(support, support.resolve("State"));
        }
        return new Folders(
                folder(environment, "XDG_CONFIG_HOME", home.resolve(".config")).resolve(NAME),
                folder(environment, "XDG_STATE_HOME", home.resolve(".local/state"))
                        .resolve(NAME));
    }

    /** Where recorded sessions are. */
    public Path sessions() {
        return state.resolve("sessions");
    }

    /** The folders of this user on this machine. */
    public static Folders ofThisUser() {
        return of(OperatingSystem.here(), Path.of(System.getProperty("user.home")), System.getenv());
    }

    private static Path folder(Map<String, String> environment, String variable, Path otherwise) {
        Path named = path(environment.getOrDefault(variable, ""));
        return named == null ? otherwise : named;
    }

    /** Null where it names none. The XDG specification wants relative paths ignored. */
    private static @Nullable Path path(String value) {
        try {
            Path path = Path.of(value);
            return path.isAbsolute() ? path : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
