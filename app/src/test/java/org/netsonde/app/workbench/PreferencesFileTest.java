package org.netsonde.app.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreferencesFileTest {

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
    void nothingIsLostWhenTwoWindowsWriteAtOnce() {
        List<CompletableFuture<Void>> windows = Stream.of("a", "b")
                .map(name -> CompletableFuture.runAsync(
                        () -> {
                            PreferencesFile window = file();
                            for (int i = 0; i < 5; i++) {
                                Path opened = folder.resolve(name + i);
                                window.update(p -> p.withRecent(opened));
                            }
                        },
                        Thread::startVirtualThread))
                .toList();
        windows.forEach(CompletableFuture::join);

        assertThat(file().get().recent()).hasSize(10);
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
        return new PreferencesFile(folder, Runnable::run);
    }
}
