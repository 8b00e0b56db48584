package org.netsonde.engine.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The user's endpoints, saved messages and experiments. Immutable.
 *
 * @param version the version of the file's form
 * @param entries the endpoints, in the order of the file
 * @param savedMessages the messages kept for send boxes, in the order of the file
 * @param experiments the experiments that are kept, in the order of the file
 * @param rest top-level fields that this version does not know; the accessor gives a copy
 */
public record Workspace(
        int version,
        List<WorkspaceEntry> entries,
        List<SavedMessage> savedMessages,
        List<SavedExperiment> experiments,
        ObjectNode rest) {

    /** The newest form that is understood, and the one that is written. */
    public static final int VERSION = 1;

    public Workspace {
        entries = List.copyOf(entries);
        savedMessages = List.copyOf(savedMessages);
        experiments = List.copyOf(experiments);
        rest = rest.deepCopy();
    }

    /** A workspace without endpoints. */
    public static Workspace empty() {
        return new Workspace(VERSION, List.of(), List.of(), List.of(), JsonNodeFactory.instance.objectNode());
    }

    /** The built-in example: servers and clients that talk to each other as soon as they are started. */
    public static Workspace demo() {
        try (InputStream in = Objects.requireNonNull(Workspace.class.getResourceAsStream("demo.json"))) {
            return WorkspaceJson.read(in.readAllBytes(), "demo.json");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ObjectNode rest() {
        return rest.deepCopy();
    }

    /** This workspace with other endpoints; fields that are not known stay. */
    public Workspace withEntries(List<WorkspaceEntry> newEntries) {
        return new Workspace(version, newEntries, savedMessages, experiments, rest);
    }

    /** This workspace with other saved messages. */
    public Workspace withSavedMessages(List<SavedMessage> newMessages) {
        return new Workspace(version, entries, newMessages, experiments, rest);
    }

    /** This workspace with other experiments. */
    public Workspace withExperiments(List<SavedExperiment> newExperiments) {
        return new Workspace(version, entries, savedMessages, newExperiments, rest);
    }

    /** This workspace with other fields that are not known. */
    public Workspace withRest(ObjectNode newRest) {
        return new Workspace(version, entries, savedMessages, experiments, newRest);
    }
}
