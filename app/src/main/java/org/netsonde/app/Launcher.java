package org.netsonde.app;

import java.util.Locale;
import java.util.Optional;
import org.netsonde.Netsonde;
import org.netsonde.app.cli.CheckedWindow;
import org.netsonde.app.cli.Cli;
import org.netsonde.app.cli.Console;
import org.netsonde.app.cli.NativeParts;
import org.netsonde.app.cli.Window;
import org.netsonde.app.text.Texts;
import org.netsonde.app.workbench.Folders;
import org.netsonde.app.workbench.UserData;

/** Starts Netsonde: the window or a command, whichever the arguments ask for. */
public final class Launcher {

    private Launcher() {}

    /** Runs and ends the process with the exit status of the command. */
    public static void main(String[] args) {
        Console console = new Console(System.out, System.err, Texts.nearest(Locale.getDefault()));
        String version = version();
        // A lambda, not a method reference: the window's class is loaded when it is called, and JavaFX with it.
        Window window = new CheckedWindow(
                workspace -> Netsonde.show(Optional.ofNullable(workspace), version), NativeParts.here(), console);
        System.exit(new Cli(console, Display.here()::available, window, UserData.in(Folders.ofThisUser()), version)
                .execute(args));
    }

    /** The version of the jar, or a word where the program runs from its classes. */
    private static String version() {
        return Optional.ofNullable(Launcher.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
