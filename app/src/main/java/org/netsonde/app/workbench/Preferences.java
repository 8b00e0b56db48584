package org.netsonde.app.workbench;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the window remembers from one time to the next. Immutable.
 *
 * @param theme light, dark, or null to follow the system
 * @param language a language tag such as {@code zh-CN}, or null to follow the system
 * @param bounds where the window was, or null before the first time
 * @param recent workspaces opened or saved, the latest first
 * @param exportFolder where exports went last, or null
 * @param transport the label of the transport to run on, or null for the preferred one
 * @param exportFormats the ids of the formats exported last; empty before the first time
 * @param recording whether sessions are recorded, and how much of the past is kept
 * @param prometheus whether figures are served for Prometheus, and where
 */
public record Preferences(
        @Nullable Theme theme,
        @Nullable String language,
        @Nullable Bounds bounds,
        List<Path> recent,
        @Nullable Path exportFolder,
        @Nullable String transport,
        List<String> exportFormats,
        RecordingPreferences recording,
        PrometheusPreferences prometheus) {

    private static final int MAX_RECENT = 10;

    /** The two looks. */
    public enum Theme {
        LIGHT,
        DARK;

        /** The other one. */
        public Theme other() {
            return this == LIGHT ? DARK : LIGHT;
        }
    }

    /** Place and size of a window on the screen, in JavaFX units. */
    public record Bounds(double x, double y, double width, double height, boolean maximized) {}

    public Preferences {
        recent = recent.stream().limit(MAX_RECENT).toList();
        exportFormats = List.copyOf(exportFormats);
    }

    /** Nothing remembered. */
    public static Preferences none() {
        return new Preferences(
                null,
                null,
                null,
                List.of(),
                null,
                null,
                List.of(),
                RecordingPreferences.STANDARD,
                PrometheusPreferences.STANDARD);
    }

    public Preferences withTheme(Theme value) {
        return new Preferences(
                value, language, bounds, recent, exportFolder, transport, exportFormats, recording, prometheus);
    }

    public Preferences withLanguage(String value) {
        return new Preferences(
                theme, value, bounds, recent, exportFolder, transport, exportFormats, recording, prometheus);
    }

    public Preferences withBounds(Bounds value) {
        return new Preferences(
                theme, language, value, recent, exportFolder, transport, exportFormats, recording, prometheus);
    }

    /** With what was exported last: where to, null for nowhere, and in which formats. */
    public Preferences withExports(@Nullable Path folder, List<String> formats) {
        return new Preferences(theme, language, bounds, recent, folder, transport, formats, recording, prometheus);
    }

    /** With that transport, from the next start on; null for the preferred one. */
    public Preferences withTransport(@Nullable String value) {
        return new Preferences(
                theme, language, bounds, recent, exportFolder, value, exportFormats, recording, prometheus);
    }

    public Preferences withRecording(RecordingPreferences value) {
        return new Preferences(
                theme, language, bounds, recent, exportFolder, transport, exportFormats, value, prometheus);
    }

    public Preferences withPrometheus(PrometheusPreferences value) {
        return new Preferences(
                theme, language, bounds, recent, exportFolder, transport, exportFormats, recording, value);
    }

    /** With that file as the latest; the oldest beyond ten is forgotten. */
    public Preferences withRecent(Path file) {
        List<Path> files = Stream.concat(Stream.of(file), recent.stream().filter(p -> !p.equals(file)))
                .toList();
        return new Preferences(
                theme, language, bounds, files, exportFolder, transport, exportFormats, recording, prometheus);
    }

    /** Without that file, because it is gone. */
    public Preferences withoutRecent(Path file) {
        return new Preferences(
                theme,
                language,
                bounds,
                recent.stream().filter(p -> !p.equals(file)).toList(),
                exportFolder,
                transport,
                exportFormats,
                recording,
                prometheus);
    }
}
