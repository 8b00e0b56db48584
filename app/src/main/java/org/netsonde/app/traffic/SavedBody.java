package org.netsonde.app.traffic;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.netsonde.app.charting.ChartDesk;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.file.FileNames;
import org.netsonde.engine.file.WholeFile;

/** Saves the content of messages as files. Stateless. */
final class SavedBody {

    /** What a head says that the file is called (RFC 6266); the plain form is enough for a proposal. */
    private static final Pattern NAMED = Pattern.compile(
            "(?im)^content-disposition:[^\\r\\n]{0,500}?;\\s*filename=(?:\"([^\"\\r\\n]{1,200})\"|([^;\\s]{1,200}))");

    private SavedBody() {}

    /** Asks where to, and saves the content of a message there. */
    static void save(ReadMessage message, Texts texts, ChartDesk desk) {
        String name = name(message);
        String extension = name.contains(".") ? name.substring(name.lastIndexOf('.') + 1) : "bin";
        byte[] body = message.body();
        desk.saveTo(
                        texts.get("traffic.save"),
                        texts.get("traffic.save.kind", extension.toUpperCase(Locale.ROOT)),
                        extension,
                        name)
                .ifPresent(file -> desk.run(
                        () -> {
                            WholeFile.replace(file, out -> out.write(body));
                            return file;
                        },
                        desk::written,
                        desk::show));
    }

    /** A name to propose: the last part of the one that the message gives, or one by what the content is. */
    static String name(ReadMessage message) {
        String usual = "message." + MediaTypes.extension(message.content().mediaType());
        return named(message.content().head())
                .map(given -> given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1))
                .map(given -> FileNames.of(given, usual))
                .filter(given -> !given.startsWith("."))
                .orElse(usual);
    }

    private static Optional<String> named(String head) {
        Matcher found = NAMED.matcher(head);
        return found.find() ? Optional.of(found.group(1) == null ? found.group(2) : found.group(1)) : Optional.empty();
    }
}
