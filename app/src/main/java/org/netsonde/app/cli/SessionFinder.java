package org.netsonde.app.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.session.SessionStore;
import org.netsonde.engine.session.SessionSummary;
import org.netsonde.engine.session.StoredSession;

/**
 * Finds the session that a word of the command line means: its id, as much of it as no other begins with, {@code latest}, or
 * the folder of a session anywhere.
 *
 * @param store the user's sessions
 */
record SessionFinder(SessionStore store) {

    static final String LATEST = "latest";

    private static final int MOST_NAMED = 5;

    /**
     * Opens one.
     *
     * @throws FailureException of kind FILE if there is none, more than one, or it cannot be read
     */
    StoredSession open(String word) {
        Path folder = folder(word);
        return folder != null ? StoredSession.open(folder, ProtocolRegistry.builtin()) : store.open(id(word));
    }

    /** A word that looks like a path and no id is one. */
    private static @Nullable Path folder(String word) {
        try {
            Path path = Path.of(word);
            return (path.isAbsolute() || path.getNameCount() > 1 || word.startsWith(".")) && Files.isDirectory(path)
                    ? path
                    : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /**
     * The id of one in the store.
     *
     * @throws FailureException of kind FILE if there is none or more than one
     */
    String id(String word) {
        List<String> ids = store.list().stream()
                .map(SessionSummary::info)
                .map(info -> info.id())
                .toList();
        if (ids.isEmpty()) {
            throw new FailureException(Failure.of(Failure.Kind.FILE, "noSessions"));
        }
        if (word.equals(LATEST)) {
            return ids.getFirst();
        }
        if (ids.contains(word)) {
            return word;
        }
        List<String> found = ids.stream()
                .filter(id -> !word.isEmpty() && id.startsWith(word))
                .toList();
        if (found.isEmpty()) {
            throw new FailureException(Failure.of(Failure.Kind.FILE, "sessionUnknown", word));
        }
        if (found.size() > 1) {
            String named = found.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
            throw new FailureException(Failure.of(
                    Failure.Kind.FILE, "sessionAmbiguous", word, found.size() > MOST_NAMED ? named + ", …" : named));
        }
        return found.getFirst();
    }
}
