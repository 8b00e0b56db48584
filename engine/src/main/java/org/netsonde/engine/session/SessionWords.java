package org.netsonde.engine.session;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.file.PrivateFiles;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What the user says of a session, in {@code notes.json}: a file of its own, so that it can be changed while the session is
 * being recorded.
 *
 * @param name what it is called; empty for none
 * @param notes what there is to say about it; may be several lines; empty for none
 */
record SessionWords(String name, String notes) {

    private static final String FILE = "notes.json";
    private static final int MAX_BYTES = 1 << 20;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_NOTES = 100_000;
    private static final JsonMapper JSON = new JsonMapper();

    SessionWords {
        name = cut(name.strip().replaceAll("\\s+", " "), LONGEST_NAME);
        notes = cut(notes.strip(), LONGEST_NOTES);
    }

    private static String cut(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) : text;
    }

    /** What is said of the session in a folder; nothing where the file is no good, which does no harm to the session. */
    static SessionWords read(Path folder) {
        Path file = folder.resolve(FILE);
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            try {
                JsonNode node = JSON.readTree(PrivateFiles.read(file, MAX_BYTES));
                return new SessionWords(
                        node.path("name").asString(""), node.path("notes").asString(""));
            } catch (JacksonException | FailureException e) {
                System.getLogger(SessionWords.class.getName())
                        .log(System.Logger.Level.WARNING, "{0} is not read: {1}", file, e.getMessage());
            }
        }
        return new SessionWords("", "");
    }

    /** Replaces the file. */
    void write(Path folder) {
        var node = JsonNodeFactory.instance.objectNode().put("name", name).put("notes", notes);
        PrivateFiles.write(
                folder.resolve(FILE), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(node));
    }
}
