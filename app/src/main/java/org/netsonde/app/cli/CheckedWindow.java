package org.netsonde.app.cli;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.workbench.WorkspaceSource;

/**
 * A window that opens where the system has what it needs, and else says in a sentence what is missing.
 *
 * @param window the window itself
 * @param parts what the system has
 * @param console where the sentence goes
 */
public record CheckedWindow(Window window, NativeParts parts, Console console) implements Window {

    private static final String PIPELINE = "prism.order";

    @Override
    public int show(@Nullable WorkspaceSource workspace) {
        List<NativeParts.Library> missing = parts.missing();
        if (!missing.isEmpty()) {
            console.error("cli.noToolkit", files(missing), packages(missing));
            return ExitStatus.USAGE;
        }
        if (!parts.canWrite()) {
            console.error("cli.noFonts");
            return ExitStatus.USAGE;
        }
        List<NativeParts.Library> slow = parts.missingForGraphicsCards();
        if (!slow.isEmpty() && System.getProperty(PIPELINE) == null) {
            // Or JavaFX tries first, and writes stack traces.
            System.setProperty(PIPELINE, "sw");
            console.error("cli.noGraphicsCard", files(slow), packages(slow));
        }
        return window.show(workspace);
    }

    private static String files(List<NativeParts.Library> libraries) {
        return libraries.stream().map(NativeParts.Library::file).collect(Collectors.joining(", "));
    }

    private static String packages(List<NativeParts.Library> libraries) {
        return libraries.stream().map(NativeParts.Library::debianPackage).collect(Collectors.joining(" "));
    }
}
