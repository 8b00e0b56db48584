package org.netsonde.app.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.engine.file.FolderLock;

class PreferencesFileTest {

    /** Nobody gives up. */
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    @Test
    void whatWasSetIsThereNextTime() {
        Preferences wanted = Preferences.none()
                .withTheme(Preferences.Theme.DARK)
                .withLanguage("zh-CN")
                .withBounds(new Preferences.Bounds(10, 20, 1280, 800, true))
                .withExports(folder, List.of("csv", "json"))
                .withRecent(folder.resolve("a.netsonde"));
        file().update(old -> wanted);

        assertThat(file().get()).isEqualTo(wanted);
    }

    @Test
    void brokenFileCountsAsNone() throws IOException {
        Files.writeString(folder.resolve("preferences.json"), "{\"theme\": ");

        assertThat(file().get()).isEqualTo(Preferences.none());
    }

    @Test
    void eachOfTwoWindowsKeepsWhatTheOtherHasChanged() {
        PreferencesFile first = file();
        PreferencesFile second = file();

        first.update(p -> p.withLanguage("zh-CN"));
        second.update(p -> p.withTheme(Preferences.Theme.DARK));
        first.update(p -> p.withRecent(folder.resolve("a.netsonde")));
        second.update(p -> p.withRecent(folder.resolve("b.netsonde")));

        Preferences kept = file().get();
        assertThat(kept.language()).isEqualTo("zh-CN");
        assertThat(kept.theme()).isEqualTo(Preferences.Theme.DARK);
        assertThat(kept.recent()).containsExactly(folder.resolve("b.netsonde"), folder.resolve("a.netsonde"));
        assertThat(first.get().theme()).as("of a window that shows").isNull();
    }

    @Test
    void nothingIsLostWhenTwoWindowsWriteAtOnce() throws Exception {
        try (OtherProcess other = OtherProcess.start(OtherWindow.class, folder.toString())) {
            assertThat(other.hear()).isEqualTo("ready");
            for (int round = 0; round < 20; round++) {
                Files.deleteIfExists(folder.resolve("preferences.json"));
                Instant time = OtherProcess.soon();
                other.say(time.toString());
                OtherProcess.waitFor(time);
                openFive(file(), "here");
                assertThat(other.hear()).isEqualTo("done");

                assertThat(file().get().recent()).as("round %d", round).hasSize(10);
            }
        }
    }

    /** Another window, which opens files at the times that it is told. */
    static final class OtherWindow {
        private OtherWindow() {}

        public static void main(String[] args) throws IOException {
            Path folder = Path.of(args[0]);
            System.out.println("ready");
            try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    OtherProcess.waitFor(Instant.parse(line));
                    openFive(new PreferencesFile(folder, Runnable::run, LONG), "there");
                    System.out.println("done");
                }
            }
        }
    }

    private static void openFive(PreferencesFile window, String name) {
        for (int i = 0; i < 5; i++) {
            Path opened = Path.of("/" + name + i);
            window.update(p -> p.withRecent(opened));
        }
    }

    @Test
    void whereFilesCannotBeLockedTheyAreWrittenAllTheSame() throws IOException {
        // Opened for writing, a folder gives the same kind of error as a lock that the system does not have.
        Files.createDirectory(folder.resolve(".preferences.lock"));

        file().update(p -> p.withLanguage("zh-CN"));

        assertThat(file().get().language()).isEqualTo("zh-CN");
    }

    @Test
    void aWindowThatHangsKeepsNoOtherFromWriting() throws Exception {
        try (OtherProcess other = OtherProcess.start(
                HangingWindow.class, folder.resolve(".preferences.lock").toString())) {
            assertThat(other.hear()).isEqualTo("locked");

            new PreferencesFile(folder, Runnable::run, Duration.ofMillis(50)).update(p -> p.withLanguage("zh-CN"));

            assertThat(file().get().language()).isEqualTo("zh-CN");
        }
    }

    /** Another window that has begun to write and does not end. */
    static final class HangingWindow {
        private HangingWindow() {}

        public static void main(String[] args) {
            boolean ended = FolderLock.holding(Path.of(args[0]), () -> {
                System.out.println("locked");
                try {
                    // Until whoever started this ends it, or is gone.
                    while (System.in.read() >= 0) {}
                    return true;
                } catch (IOException e) {
                    return false;
                }
            });
            System.out.println(ended);
        }
    }

    @Test
    void whatAWindowHasStaysWhenTheFileIsBrokenMeanwhile() throws IOException {
        PreferencesFile window = file();
        window.update(p -> p.withLanguage("zh-CN"));
        Files.writeString(folder.resolve("preferences.json"), "{\"theme\": ");

        window.update(p -> p.withTheme(Preferences.Theme.DARK));

        assertThat(file().get())
                .isEqualTo(Preferences.none().withLanguage("zh-CN").withTheme(Preferences.Theme.DARK));
    }

    @Test
    void fieldsOfTheWrongKindAreLeftOut() throws IOException {
        Files.writeString(folder.resolve("preferences.json"), """
                {"theme": "mauve", "language": 3, "window": {"width": "wide"}, "recent": ["/a", 4, ""]}
                """);

        assertThat(file().get()).isEqualTo(Preferences.none().withRecent(Path.of("/a")));
    }

    @Test
    void onlyTheOwnerCanRead() throws IOException {
        Assumptions.assumeTrue(
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        file().update(p -> p.withLanguage("en"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("preferences.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void recentFilesAreTenAtMostLatestFirstAndEachOnce() {
        Preferences preferences = Preferences.none();
        for (int i : IntStream.range(0, 12).toArray()) {
            preferences = preferences.withRecent(Path.of("f" + i));
        }
        preferences = preferences.withRecent(Path.of("f5"));

        assertThat(preferences.recent())
                .hasSize(10)
                .doesNotHaveDuplicates()
                .startsWith(Path.of("f5"), Path.of("f11"))
                .doesNotContain(Path.of("f1"));
    }

    private PreferencesFile file() {
        return new PreferencesFile(folder, Runnable::run, LONG);
    }
}
