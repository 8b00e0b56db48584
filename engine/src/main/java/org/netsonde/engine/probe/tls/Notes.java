package org.netsonde.engine.probe.tls;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.netsonde.engine.Failures;
import org.netsonde.engine.Phrase;

/** What an inspection tells while it goes on, and what it could not find out. Safe for threads. */
final class Notes {

    private final String where;
    private final Consumer<Phrase> progress;
    private final List<Phrase> missing = new ArrayList<>();

    /** Something that is asked of the server. */
    interface Question {
        void ask() throws IOException;
    }

    /**
     * Nothing yet.
     *
     * @param where the server, for messages
     * @param progress told what was found out last
     */
    Notes(String where, Consumer<Phrase> progress) {
        this.where = where;
        this.progress = progress;
    }

    void say(String what, Object... args) {
        progress.accept(Phrase.of("inspect.progress." + what, args));
    }

    synchronized void miss(String what, Object... args) {
        Phrase phrase = Phrase.of("inspect.missing." + what, args);
        if (!missing.contains(phrase)) {
            missing.add(phrase);
        }
    }

    /** Says before all else that something is missing. */
    synchronized void missAboveAll(String what, Object... args) {
        missing.addFirst(Phrase.of("inspect.missing." + what, args));
    }

    /** Why something could not be found out, in words. */
    String reason(IOException e) {
        return Failures.of(e, where).what().toString();
    }

    /** Asks, and takes note where no answer can be had. */
    void attempt(String what, Question question) {
        try {
            question.ask();
        } catch (IOException e) {
            miss(what, reason(e));
        }
    }

    /** What could not be found out so far. */
    synchronized List<Phrase> missing() {
        return List.copyOf(missing);
    }
}
