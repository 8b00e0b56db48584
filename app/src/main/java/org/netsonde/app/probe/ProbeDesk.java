package org.netsonde.app.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.probe.ProbeRequest;
import org.netsonde.engine.probe.ProbeRun;
import org.netsonde.engine.probe.ProbeRunner;

/**
 * The probe of a window, and what was typed for the next one. It outlives the screen: what runs goes on while something else is
 * shown, or in another language. JavaFX thread only.
 */
public final class ProbeDesk {

    /** How many targets are offered again. */
    private static final int MOST_RECENT = 12;

    private final ProbeRunner runner;
    private final List<String> recent = new ArrayList<>();
    private ProbeDraft draft = ProbeDraft.usual();
    private String filter = "";
    private @Nullable ProbeNotes notes;
    private @Nullable ProbeRun run;

    /** Nothing was probed yet. */
    public ProbeDesk(ProbeRunner runner) {
        this.runner = runner;
    }

    /** Starts a probe; one that runs is given up. */
    void start(ProbeRequest request) {
        close();
        ProbeNotes begun = new ProbeNotes(request);
        notes = begun;
        ProbeRun started = runner.start(request, begun);
        run = started;
        started.result().whenComplete(begun::ended);
        String target = request.target().toString();
        recent.remove(target);
        recent.addFirst(target);
        if (recent.size() > MOST_RECENT) {
            recent.removeLast();
        }
    }

    /** Gives up what runs; what was found out before stays. */
    public void close() {
        if (run != null) {
            run.cancel();
        }
    }

    /** The probe that runs, or the last one, unless it is still as in that version. */
    Optional<Sight> news(int version) {
        ProbeNotes told = notes;
        return told == null || told.version() == version ? Optional.empty() : Optional.of(told.look());
    }

    /** What was probed in this window, the latest first. */
    List<String> recent() {
        return List.copyOf(recent);
    }

    ProbeDraft draft() {
        return draft;
    }

    /** Keeps what is typed. */
    void keep(ProbeDraft typed) {
        draft = typed;
    }

    /** What the ports are narrowed down to. */
    public String filter() {
        return filter;
    }

    /** Keeps what the ports are narrowed down to. */
    public void filter(String typed) {
        filter = typed;
    }
}
