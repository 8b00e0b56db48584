package org.netsonde.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.netsonde.app.workbench.UserData;
import org.netsonde.engine.export.Exports;
import org.netsonde.engine.security.Keys;
import org.netsonde.engine.session.Retention;
import org.netsonde.engine.session.SessionStore;
import org.netsonde.engine.transport.TransportKind;
import org.netsonde.engine.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code netsonde demo}: the built-in workspace for a quarter of a minute, told on standard output. */
@Command(name = "demo")
final class DemoCommand implements Callable<Integer> {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    private final Console console;
    private final String version;

    /** Hidden, since people want the whole of it; scripts may not. */
    @Option(names = "--seconds", hidden = true, defaultValue = "15")
    private int seconds = 15;

    DemoCommand(Console console, String version) {
        this.console = console;
        this.version = version;
    }

    @Override
    public Integer call() {
        // Leaves nothing in the user's folders.
        UserData user =
                new UserData(() -> Keys.inMemory(InstantSource.system()), this::noSessions, () -> Retention.STANDARD);
        RunPlan plan = new RunPlan(
                TransportKind.usable().getFirst(),
                Duration.ofSeconds(seconds),
                exportFolder(),
                Exports.standard().all(),
                false,
                null);
        return new Runner(console, version, user).run(Workspace.demo(), plan, new DemoView(console, seconds));
    }

    private SessionStore noSessions() {
        throw new IllegalStateException("the demo is not recorded");
    }

    /** A fresh folder where the user is, or with the temporary files where nothing can be written. */
    private static Path exportFolder() {
        String name = "demo-" + STAMP.format(LocalDateTime.now(ZoneId.systemDefault()));
        Path here = Path.of("netsonde-exports");
        Path base = writable(here) ? here : Path.of(System.getProperty("java.io.tmpdir"), "netsonde-exports");
        Path folder = base.resolve(name);
        for (int i = 2; Files.exists(folder); i++) {
            folder = base.resolve(name + "-" + i);
        }
        return folder.toAbsolutePath();
    }

    private static boolean writable(Path folder) {
        try {
            Files.createDirectories(folder);
            return Files.isWritable(folder);
        } catch (IOException e) {
            return false;
        }
    }
}
