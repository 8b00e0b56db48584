package org.netsonde.app.cli;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.export.Export;
import org.netsonde.engine.export.Exports;
import picocli.CommandLine.Option;

/** The option {@code --format}, wherever there are exports. */
final class Formats {

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            split = ",",
            descriptionKey = "cli.option.format",
            completionCandidates = Candidates.ExportFormats.class)
    private @Nullable List<String> wanted;

    Formats() {}

    /** Whether any is named. */
    boolean given() {
        return wanted != null;
    }

    /**
     * The formats of the names that were given, in whatever case; the usual ones where none is named.
     *
     * @throws FailureException of kind INVALID_SETTINGS that lists the formats there are, if one of them is none
     */
    List<Export> exports() {
        Exports known = Exports.builtin();
        return wanted == null
                ? known.standardOnly().all()
                : known.named(wanted.stream()
                        .map(word -> word.strip().toLowerCase(Locale.ROOT))
                        .distinct()
                        .toList());
    }
}
