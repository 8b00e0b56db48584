package org.netsonde.app.traffic;

import java.util.Optional;
import javafx.application.Platform;
import org.netsonde.engine.protocol.MessageCodec.Verdict;

/**
 * Looks at messages when they are first shown: short ones at once, long ones in the background. JavaFX thread only.
 */
final class Verdicts {

    /** Takes a small part of a frame's time to look at. */
    private static final int SHORT = 16 << 10;

    private final Inspector inspector;
    private final Runnable found;

    /**
     * None is known yet.
     *
     * @param found called when a verdict that was missing is there
     */
    Verdicts(Inspector inspector, Runnable found) {
        this.inspector = inspector;
        this.found = found;
    }

    /** Whether there is something to say of messages. */
    boolean any() {
        return inspector.hasRules();
    }

    /** The verdict on a row; none where there is none, or none yet. */
    Optional<Verdict> of(TrafficRow row) {
        if (row.isInspected()) {
            return row.verdict();
        }
        if (row.message().bytes().length <= SHORT) {
            Optional<Verdict> verdict = inspector.inspect(row.message());
            row.verdict(verdict);
            return verdict;
        }
        // None until it is found, so that it is looked for once; the table holds few messages of this length.
        row.verdict(Optional.empty());
        Thread.ofVirtual().name("traffic-verdict").start(() -> {
            Optional<Verdict> verdict = inspector.inspect(row.message());
            Platform.runLater(() -> {
                row.verdict(verdict);
                found.run();
            });
        });
        return Optional.empty();
    }
}
