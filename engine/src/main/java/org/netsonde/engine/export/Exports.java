package org.netsonde.engine.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.export.report.HtmlExport;
import org.netsonde.engine.file.FileFailures;
import org.netsonde.engine.file.WholeFile;
import org.netsonde.engine.protocol.ProtocolRegistry;

/**
 * The formats there are.
 *
 * @param all one of each
 */
public record Exports(List<Export> all) {

    /** Those that are written where none is named, as far as they are there. */
    private static final List<String> STANDARD = List.of("csv", "json", "html", "pcapng");

    public Exports {
        all = List.copyOf(all);
    }

    /** The formats that come with Netsonde, those for people in the language of the display. */
    public static Exports builtin() {
        return builtin(Locale.getDefault(Locale.Category.DISPLAY));
    }

    /**
     * The formats that come with Netsonde.
     *
     * @param locale the language of those for people
     */
    public static Exports builtin(Locale locale) {
        return new Exports(List.of(
                new CsvExport(CsvText.GUARDED),
                new JsonExport(),
                new HtmlExport(locale, ZoneId.systemDefault()),
                new PcapngExport(ProtocolRegistry.builtin()),
                new JunitExport(),
                new HdrExport(),
                new CsvExport(CsvText.EXACT)));
    }

    /** Those that are written where none is named, in the language of the display. */
    public static Exports standard() {
        return builtin().standardOnly();
    }

    /** Those of these that are written where none is named. */
    public Exports standardOnly() {
        return new Exports(
                all.stream().filter(export -> STANDARD.contains(export.id())).toList());
    }

    /** Their names. */
    public List<String> ids() {
        return all.stream().map(Export::id).toList();
    }

    /**
     * The formats of those names.
     *
     * @throws FailureException of kind INVALID_SETTINGS that lists the formats there are, if one of them is none
     */
    public List<Export> named(List<String> wanted) {
        List<Export> found = new ArrayList<>();
        for (String id : wanted) {
            found.add(all.stream()
                    .filter(export -> export.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new FailureException(
                            Failure.of(Failure.Kind.INVALID_SETTINGS, "exportFormat", id, String.join(", ", ids())))));
        }
        return found;
    }

    /**
     * Makes sure that a folder is there and can be written, so that a long run does not end in vain.
     *
     * @throws FailureException of kind FILE if not
     */
    public static void prepare(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, ".netsonde", ".tmp"));
        } catch (IOException e) {
            throw new FailureException(FileFailures.of(folder, e), e);
        }
    }

    /**
     * Writes files into a folder. Each is whole or as it was before.
     *
     * @return the files, in the order of the exports
     * @throws FailureException of kind FILE if one could not be written; those before it are there
     * @throws CancellationException if the progress says so; likewise
     */
    public static List<Path> write(List<Export> exports, ExportSource source, Path folder, Progress progress) {
        prepare(folder);
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < exports.size(); i++) {
            Export export = exports.get(i);
            Path file = folder.resolve(export.fileName());
            double before = i;
            write(export, source, file, fraction -> progress.done((before + fraction) / exports.size()));
            files.add(file);
        }
        return files;
    }

    /**
     * Writes one file, which is whole or as it was before. Its folder is made if it is not there.
     *
     * @throws FailureException of kind FILE if it could not be written
     * @throws CancellationException if the progress says so
     */
    public static void write(Export export, ExportSource source, Path file, Progress progress) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            prepare(folder);
        }
        WholeFile.replace(file, out -> export.write(source, out, progress));
    }
}
