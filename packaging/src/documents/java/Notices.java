import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.ArrayList;
import java.util.stream.Stream;

/**
 * Writes the notices of bundled software, the bill of materials of what is shipped, and Debian's copyright file. Run from
 * its source with the program's class path:
 *
 * <pre>java -cp … Notices.java LICENCES DEPENDENCIES OUT VERSION TIME FOLDER…</pre>
 *
 * <p>LICENCES is the folder of licence texts, DEPENDENCIES that of what Maven knows of the
 * dependencies ({@link Dependencies#in}), FOLDER each folder of shipped
 * jars. It fails where something shipped has no licence, no home page or no text.
 */
public final class Notices {

    private Notices() {}

    /** Writes them. */
    public static void main(String[] args) throws IOException {
        Path licences = Path.of(args[0]);
        Path out = Files.createDirectories(Path.of(args[2]));
        String version = args[3];
        List<Path> folders = Stream.of(args).skip(5).map(Path::of).toList();
        Dependencies dependencies = Dependencies.in(Path.of(args[1]));
        Shipped shipped = Shipped.of(dependencies, folders, licences);
        // Beside the jars of the installed program.
        Path app = Files.createDirectories(out.resolve("app"));
        Files.writeString(
                app.resolve("THIRD-PARTY-NOTICES.txt"),
                new NoticesText(shipped.components(), version, licences.resolve("texts")).text());
        Files.writeString(app.resolve("netsonde.cdx.json"), new Bill(dependencies, shipped.components(), version, args[4]).json());
        Files.writeString(out.resolve("copyright"), copyright(shipped.components()));
    }

    /** In the format that Debian calls DEP-5. */
    private static String copyright(List<Component> components) {
        StringBuilder out = new StringBuilder("""
                Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
                Upstream-Name: Netsonde
                Comment: Netsonde comes with its own Java runtime and libraries. What they are, the
                 names of their authors and the texts of all their licences are in
                 /usr/lib/netsonde/lib/app/THIRD-PARTY-NOTICES.txt; those of the parts of the
                 Java runtime are in /usr/lib/netsonde/lib/runtime/legal.

                Files: *
                Copyright: The authors of Netsonde
                License: Apache-2.0

                Files: usr/lib/netsonde/lib/runtime/*
                Copyright: Oracle and/or its affiliates, and others
                License: GPL-2.0-with-classpath-exception
                """);
        Map<String, List<String>> files = new TreeMap<>();
        for (Component component : components) {
            if (!component.ours() && !component.artifact().id().startsWith("org.openjfx:")) {
                files.computeIfAbsent(component.licence(), licence -> new ArrayList<>()).add(component.file());
            }
        }
        files.forEach((licence, jars) -> {
            out.append("\nFiles:\n");
            jars.forEach(jar -> out.append(" usr/lib/netsonde/lib/app/").append(jar).append('\n'));
            out.append("Copyright: their authors, named in THIRD-PARTY-NOTICES.txt\nLicense: ").append(licence).append('\n');
        });
        files.remove("Apache-2.0");
        out.append("""

                License: Apache-2.0
                 On Debian systems the text of this licence is in
                 /usr/share/common-licenses/Apache-2.0.

                License: GPL-2.0-with-classpath-exception
                 The GNU General Public License, version 2, with the exception that is called
                 Classpath Exception: linking the library with independent modules makes no work
                 that this licence covers. On Debian systems the text of the licence is in
                 /usr/share/common-licenses/GPL-2, that of the exception in
                 /usr/lib/netsonde/lib/app/THIRD-PARTY-NOTICES.txt.
                """);
        for (String licence : files.keySet()) {
            out.append("\nLicense: ").append(licence).append('\n');
            if (licence.contains("LGPL-2.1")) {
                out.append(" On Debian systems the text of the second is in\n /usr/share/common-licenses/LGPL-2.1.\n");
            }
            if (licence.contains("CC0-1.0")) {
                out.append(" On Debian systems the text of the first is in\n /usr/share/common-licenses/CC0-1.0.\n");
            }
            out.append(" Its text is in /usr/lib/netsonde/lib/app/THIRD-PARTY-NOTICES.txt.\n");
        }
        return out.toString();
    }
}
