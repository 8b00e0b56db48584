package org.netsonde.documents;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Sources;

/**
 * What the build makes of the command line, made in the same way with the classes of this test.
 *
 * @param folder has {@code share}, for Linux
 */
record Documents(Path folder) {

    static final String VERSION = "1.2.3";

    /** What a JVM needs on a busy machine to compile a program and run it. */
    static final Duration LIMIT = Duration.ofMinutes(2);

    /** Makes them in an empty folder. */
    static Documents in(Path folder) {
        Path sources = Sources.project().resolve("packaging/src/documents");
        run(
                "documents",
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-classpath",
                System.getProperty("java.class.path"),
                sources.resolve("java/Documents.java").toString(),
                sources.resolve("text").toString(),
                folder.toString(),
                VERSION,
                "2026-01-02T03:04:05Z");
        return new Documents(folder);
    }

    /** What a program prints, on both its streams; it must end in order. */
    static String run(String name, String... command) {
        try (PeerProcess process = PeerProcess.startTalkative(name, new ArrayList<>(List.of(command)))) {
            return process.output(LIMIT);
        }
    }

    /** The folder in which a shell finds its completion. */
    Path completions(String ofShell) {
        return folder.resolve("share").resolve(ofShell);
    }

    /** The pages of a language: of {@code man1}, or of {@code zh_CN/man1}. */
    Path manual(String language) {
        return folder.resolve("share/man").resolve(language);
    }
}
