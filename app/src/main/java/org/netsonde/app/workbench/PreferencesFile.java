package org.netsonde.app.workbench;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.file.FolderLock;
import org.netsonde.engine.file.WholeFile;
import org.netsonde.engine.protocol.SettingsBinder;
import org.netsonde.engine.protocol.SettingsDescriber;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The preferences and the file they are kept in. A file that cannot be read counts as none: losing a window's place is
 * no reason to refuse to start. Several windows, each a process, may use the same file: each writes what it has changed and
 * leaves the rest as the others left it. Used on one thread; writing happens on the given executor, in order.
 */
public final class PreferencesFile {

    private static final System.Logger LOG = System.getLogger(PreferencesFile.class.getName());
    private static final long MAX_BYTES = 1 << 20;

    /** Another window writes for milliseconds. One that hangs must not keep this one from keeping what it has. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final JsonMapper json = new JsonMapper();
    private final Path folder;
    private final Path file;
    private final Executor writer;
    private final Duration patience;
    private Preferences current;

    /**
     * Reads the preferences.
     *
     * @param folder where {@code preferences.json} is kept
     * @param writer writes one after another
     */
    public PreferencesFile(Path folder, Executor writer) {
        this(folder, writer, PATIENCE);
    }

    PreferencesFile(Path folder, Executor writer, Duration patience) {
        this.patience = patience;
        this.folder = folder;
        this.file = folder.resolve("preferences.json");
        this.writer = writer;
        this.current = read().orElseGet(Preferences::none);
    }

    /** The preferences of this window now. */
    public Preferences get() {
        return current;
    }

    /**
     * Changes them, here and in the file, in which others may have changed something else.
     *
     * @param change is applied to both, and nothing but a function of what it is given
     */
    public void update(UnaryOperator<Preferences> change) {
        Preferences next = change.apply(current);
        current = next;
        writer.execute(() -> {
            try {
                StateFolder.create(folder);
                FolderLock.holdingIfPossible(folder.resolve(".preferences.lock"), patience, () -> {
                    replace(change, next);
                    return true;
                });
            } catch (IOException | FailureException e) {
                LOG.log(Level.WARNING, "preferences not saved", e);
            }
        });
    }

    /** Changes the file, or makes one of what this window has. */
    private void replace(UnaryOperator<Preferences> change, Preferences own) {
        Optional<Preferences> before = read();
        Preferences after = before.map(change).orElse(own);
        if (before.filter(after::equals).isEmpty()) {
            byte[] content = json.writerWithDefaultPrettyPrinter().writeValueAsBytes(write(after));
            WholeFile.replace(file, out -> out.write(content));
        }
    }

    /** What stands in the file; nothing if that cannot be read. */
    private Optional<Preferences> read() {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
                return Optional.empty();
            }
            return Optional.of(read(json.readTree(Files.readAllBytes(file))));
        } catch (IOException | JacksonException e) {
            LOG.log(Level.WARNING, "preferences not read: {0}", e.getMessage());
            return Optional.empty();
        }
    }

    private static Preferences read(JsonNode node) {
        return new Preferences(
                text(node, "theme")
                        .flatMap(word -> Stream.of(Preferences.Theme.values())
                                .filter(theme -> theme.name().equalsIgnoreCase(word))
                                .findFirst())
                        .orElse(null),
                text(node, "language").orElse(null),
                bounds(node.path("window")),
                node.path("recent")
                        .valueStream()
                        .filter(JsonNode::isString)
                        .map(entry -> path(entry.asString()))
                        .filter(Objects::nonNull)
                        .toList(),
                text(node, "exportFolder").map(PreferencesFile::path).orElse(null),
                text(node, "transport").orElse(null),
                node.path("exportFormats")
                        .valueStream()
                        .filter(JsonNode::isString)
                        .map(JsonNode::asString)
                        .toList(),
                recording(node.path("recording")),
                prometheus(node.path("prometheus")));
    }

    /** What is out of range or no value at all is as nothing had been chosen. */
    private static RecordingPreferences recording(JsonNode node) {
        RecordingPreferences standard = RecordingPreferences.STANDARD;
        RecordingPreferences chosen = node.isObject()
                ? SettingsBinder.bind(RecordingPreferences.class, standard, node)
                        .value()
                : null;
        return chosen == null ? standard : chosen;
    }

    private static PrometheusPreferences prometheus(JsonNode node) {
        PrometheusPreferences standard = PrometheusPreferences.STANDARD;
        return new PrometheusPreferences(
                node.path("on").asBoolean(standard.on()),
                text(node, "host").orElse(standard.host()),
                node.path("port").asInt(standard.port()));
    }

    private static Preferences.@Nullable Bounds bounds(JsonNode node) {
        double width = node.path("width").asDouble(0);
        double height = node.path("height").asDouble(0);
        return width < 100 || height < 100
                ? null
                : new Preferences.Bounds(
                        node.path("x").asDouble(0),
                        node.path("y").asDouble(0),
                        width,
                        height,
                        node.path("maximized").asBoolean(false));
    }

    private static Optional<String> text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isString() ? Optional.of(value.asString()) : Optional.empty();
    }

    private static @Nullable Path path(String text) {
        try {
            return text.isEmpty() ? null : Path.of(text);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private static ObjectNode write(Preferences preferences) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (preferences.theme() != null) {
            node.put("theme", preferences.theme() == Preferences.Theme.DARK ? "dark" : "light");
        }
        if (preferences.language() != null) {
            node.put("language", preferences.language());
        }
        Preferences.Bounds bounds = preferences.bounds();
        if (bounds != null) {
            node.putObject("window")
                    .put("x", bounds.x())
                    .put("y", bounds.y())
                    .put("width", bounds.width())
                    .put("height", bounds.height())
                    .put("maximized", bounds.maximized());
        }
        List<Path> recent = preferences.recent();
        if (!recent.isEmpty()) {
            var list = node.putArray("recent");
            recent.forEach(path -> list.add(path.toString()));
        }
        if (preferences.exportFolder() != null) {
            node.put("exportFolder", preferences.exportFolder().toString());
        }
        if (!preferences.exportFormats().isEmpty()) {
            var formats = node.putArray("exportFormats");
            preferences.exportFormats().forEach(formats::add);
        }
        if (preferences.transport() != null) {
            node.put("transport", preferences.transport());
        }
        node.set("recording", SettingsDescriber.toJson(preferences.recording()));
        PrometheusPreferences prometheus = preferences.prometheus();
        if (!prometheus.equals(PrometheusPreferences.STANDARD)) {
            node.putObject("prometheus")
                    .put("on", prometheus.on())
                    .put("host", prometheus.host())
                    .put("port", prometheus.port());
        }
        return node;
    }
}
