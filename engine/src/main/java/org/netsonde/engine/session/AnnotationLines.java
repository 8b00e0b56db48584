package org.netsonde.engine.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.netsonde.engine.file.PrivateFiles;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code annotations.jsonl}: a marked moment in each line. Stateless. */
final class AnnotationLines {

    static final String FILE = "annotations.jsonl";

    private static final JsonMapper JSON = new JsonMapper();

    private AnnotationLines() {}

    /** A line, with its line break. */
    static byte[] line(Annotation annotation) {
        String line = JsonNodeFactory.instance
                .objectNode()
                .put("id", annotation.id())
                .put("at", annotation.at().toString())
                .put("kind", annotation.kind().name().toLowerCase(Locale.ROOT))
                .put("endpoint", annotation.endpoint())
                .put("text", annotation.text())
                .toString();
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** All that stand in a folder's file, in the order of time; those that are torn are left out. */
    static List<Annotation> read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        List<Annotation> all = new ArrayList<>();
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            Lines.forEach(List.of(file), line -> {
                if (all.size() < Annotations.MOST) {
                    read(line, all);
                }
            });
        }
        all.sort(Comparator.comparing(Annotation::at));
        return all;
    }

    /** Replaces the file. */
    static void write(Path folder, List<Annotation> annotations) {
        var content = new java.io.ByteArrayOutputStream();
        annotations.forEach(annotation -> content.writeBytes(line(annotation)));
        PrivateFiles.write(folder.resolve(FILE), content.toByteArray());
    }

    private static void read(String line, List<Annotation> into) {
        try {
            JsonNode node = JSON.readTree(line);
            String word = node.path("kind").asString("");
            for (Annotation.Kind kind : Annotation.Kind.values()) {
                if (kind.name().toLowerCase(Locale.ROOT).equals(word)) {
                    into.add(new Annotation(
                            node.path("id").asString(""),
                            Instant.parse(node.path("at").asString("")),
                            kind,
                            node.path("endpoint").asString(""),
                            node.path("text").asString("")));
                }
            }
        } catch (JacksonException | DateTimeException e) {
            // A line that is torn says nothing.
            return;
        }
    }
}
