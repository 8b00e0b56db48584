package org.netsonde.engine.protocol;

import java.util.function.Consumer;
import org.netsonde.engine.Phrase;

/**
 * What an endpoint between others shows beside its connections, and marks in the run.
 *
 * @param backEnds its servers, for the panel
 * @param held the messages that it holds back, for the panel
 * @param marks hears of faults that begin and end, for the marks in charts; from any thread
 */
public record Middle(BackEnds backEnds, HeldMessages held, Consumer<Phrase> marks) {

    /** One whose marks nobody hears. */
    public Middle() {
        this(new BackEnds(), new HeldMessages(), text -> {});
    }
}
