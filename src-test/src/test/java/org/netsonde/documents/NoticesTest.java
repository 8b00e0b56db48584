package org.netsonde.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Sources;

/** The notices of a program that ships one jar. */
class NoticesTest {

    private static final String PART = """
            { "in": "com.example:thing", "name": "Part", "url": "https://part.example", "licence": "MIT", %s }""";

    @TempDir
    Path folder;

    private Path jars;
    private Path dependencies;

    @BeforeEach
    void thing() throws IOException {
        jars = Files.createDirectories(folder.resolve("jars"));
        dependencies = Files.createDirectories(folder.resolve("dependencies"));
        Files.writeString(dependencies.resolve("tree.json"), """
                { "groupId": "org.netsonde", "artifactId": "program", "version": "1", "classifier": "", "children": [
                  { "groupId": "com.example", "artifactId": "thing", "version": "1", "classifier": "" }
                ] }
                """);
        home("https://thing.example");
    }

    private void home(String url) throws IOException {
        Files.writeString(dependencies.resolve("components.tsv"), "com.example\tthing\tThing\t" + url + "\tMIT\n");
    }

    @Test
    void shadedClassesMustBeNamed() throws IOException {
        jar("com/example/Thing.class", "com/example/shaded/com_other_1_2/Part.class");

        assertThat(notices(""))
                .contains("components.json must say under \"inside\"")
                .contains("com.example:thing")
                .contains("com/example/shaded/com_other_1_2/Part.class");
        assertThat(notices(PART.formatted("\"packages\": [\"com/example/shaded/com_other_\"]")))
                .isEmpty();
        assertThat(folder.resolve("out/app/THIRD-PARTY-NOTICES.txt"))
                .content()
                .contains("Contains:  Part, MIT, https://part.example");
    }

    @Test
    void shadedClassesOfOneReleaseOfJavaMustBeNamedToo() throws IOException {
        jar("META-INF/versions/21/com/example/relocated/Part.class");

        assertThat(notices("")).contains("components.json must say under \"inside\"");
    }

    @Test
    void artifactsOfOthersMustBeNamed() throws IOException {
        jar("META-INF/maven/com.example/thing/pom.properties", "META-INF/maven/com.other/part/pom.properties");

        assertThat(notices("")).contains("META-INF/maven/com.other/part/pom.properties");
        assertThat(notices(PART.formatted("\"artifacts\": [\"com.other:part\"]")))
                .isEmpty();
    }

    @Test
    void whatIsNoLongerInsideIsNotSpokenOf() throws IOException {
        jar("com/example/Thing.class");

        assertThat(notices(PART.formatted("\"packages\": [\"com/example/shaded/com_other_\"]")))
                .contains("components.json speaks of what is not in com.example:thing");
    }

    @Test
    void homePagesThatMavenMakesUpAreRefused() throws IOException {
        jar("com/example/Thing.class");
        home("http://things.example/parent/thing/");

        assertThat(notices("")).contains("components.json must say under \"homes\"");
    }

    @Test
    void copyrightNamesHoldersAndEachLicenceOnce() throws IOException {
        jar("com/example/Thing.class", "com/example/shaded/Part.class");
        assertThat(notices(PART.formatted("\"packages\": [\"com/example/shaded/\"]")))
                .isEmpty();

        assertThat(folder.resolve("out/copyright"))
                .content()
                .contains("Files: *\nCopyright:\n 2026 The authors of Netsonde\nLicense: Apache-2.0\n")
                .contains("Files: usr/lib/netsonde/lib/app/thing-1.jar\nCopyright:\n"
                        + " 2001 Somebody\n 2002, 2003 The Others\nLicense: MIT\n")
                .contains("Files: usr/lib/netsonde/lib/app/netsonde.aot\n")
                .containsOnlyOnce("\n\nLicense: MIT\n");
    }

    private void jar(String... entries) throws IOException {
        try (OutputStream file = Files.newOutputStream(jars.resolve("thing-1.jar"));
                ZipOutputStream jar = new ZipOutputStream(file)) {
            for (String entry : entries) {
                jar.putNextEntry(new ZipEntry(entry));
            }
            jar.putNextEntry(new ZipEntry("META-INF/LICENSE"));
            jar.write(
                    "Copyright (c) 2001 Somebody. All rights reserved.\n\n * Copyright (c) 2002, 2003\n *    The Others\n"
                            .getBytes(StandardCharsets.UTF_8));
        }
    }

    /** What is wrong, or nothing. */
    private String notices(String inside) throws IOException {
        Path licences = Files.createDirectories(folder.resolve("licences"));
        Files.createDirectories(licences.resolve("texts"));
        Files.writeString(
                licences.resolve("components.json"),
                "{ \"licences\": { \"MIT\": \"MIT\" }, \"homes\": {}, \"texts\": {}, \"inside\": [" + inside + "] }");
        Path source = Sources.project().resolve("packaging/src/documents/java/Notices.java");
        List<String> command = List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-classpath",
                System.getProperty("java.class.path"),
                source.toString(),
                licences.toString(),
                dependencies.toString(),
                folder.resolve("out").toString(),
                "1",
                "2026-01-02T03:04:05Z",
                jars.toString());
        try (PeerProcess process = PeerProcess.startTalkative("notices", command)) {
            return process.rest(Documents.LIMIT);
        }
    }
}
