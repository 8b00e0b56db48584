package org.netsonde.engine.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.netsonde.engine.Phrase;

/**
 * A ready workspace that comes with Netsonde, in {@code examples/<id>.json}. In the message bundle its title is
 * {@code example.<id>}, what it shows {@code example.<id>.summary}.
 *
 * @param id its id, as on the command line
 */
public record Example(String id) {

    /** Its title. */
    public Phrase title() {
        return Phrase.of("example." + id);
    }

    /** What it shows, in one sentence. */
    public Phrase summary() {
        return Phrase.of("example." + id + ".summary");
    }

    /** Its file, in UTF-8. */
    public byte[] json() {
        String file = "examples/" + id + ".json";
        try (InputStream in = Objects.requireNonNull(Example.class.getResourceAsStream(file), file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The workspace; nothing in it has started. */
    public Workspace workspace() {
        return WorkspaceJson.read(json(), id + ".json");
    }
}
