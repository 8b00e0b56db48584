package org.netsonde.engine.export.experiment;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.export.CsvText;
import org.netsonde.engine.export.Exports;
import org.netsonde.engine.file.WholeFile;

/**
 * The formats of results.
 *
 * @param all one of each
 */
public record ExperimentExports(List<ExperimentExport> all) {

    public ExperimentExports {
        all = List.copyOf(all);
    }

    /** The formats that come with Netsonde, those for people in the language of the display. */
    public static ExperimentExports builtin() {
        return builtin(Locale.getDefault(Locale.Category.DISPLAY));
    }

    /**
     * The formats that come with Netsonde.
     *
     * @param locale the language of those for people
     */
    public static ExperimentExports builtin(Locale locale) {
        return new ExperimentExports(List.of(
                new ExperimentCsv(CsvText.GUARDED),
                new ExperimentJsonExport(),
                new ExperimentHtml(locale, ZoneId.systemDefault()),
                new ExperimentCsv(CsvText.EXACT)));
    }

    /** Their names. */
    public List<String> ids() {
        return all.stream().map(ExperimentExport::id).toList();
    }

    /** Those that are written where none is named. */
    public ExperimentExports standard() {
        return new ExperimentExports(
                all.stream().filter(export -> !export.id().equals("csv-exact")).toList());
    }

    /** Those of these with one of those names; names of other formats stand for none. */
    public ExperimentExports among(List<String> names) {
        return new ExperimentExports(
                all.stream().filter(export -> names.contains(export.id())).toList());
    }

    /**
     * Those of those names.
     *
     * @throws FailureException of kind INVALID_SETTINGS that lists the formats there are, if one of them is none
     */
    public ExperimentExports named(List<String> names) {
        for (String name : names) {
            if (!ids().contains(name)) {
                throw new FailureException(
                        Failure.of(Failure.Kind.INVALID_SETTINGS, "exportFormat", name, String.join(", ", ids())));
            }
        }
        return among(names);
    }

    /**
     * Writes results into a folder, each under its name; those of the same name get a number. Each file is whole or as it was
     * before.
     *
     * @return the files
     * @throws FailureException of kind FILE if one could not be written; those before it are there
     */
    public List<Path> write(List<ExperimentDocument> documents, Path folder) {
        Exports.prepare(folder);
        List<Path> files = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (ExperimentDocument document : documents) {
            String base = document.fileName();
            String name = base;
            for (int i = 2; !taken.add(name); i++) {
                name = base + "-" + i;
            }
            for (ExperimentExport export : all) {
                Path file = folder.resolve(name + export.ending());
                WholeFile.replace(file, out -> export.write(document, out));
                files.add(file);
            }
        }
        return files;
    }
}
