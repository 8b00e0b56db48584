package org.netsonde.engine.load;

import java.time.Duration;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.protocol.Option;

/** Whether a connection that has rested is asked whether it still answers before it is used again. */
public sealed interface IdleCheck {

    /** It is not: that its peer has ended it is seen anyway. */
    record None() implements IdleCheck {}

    /**
     * It is sent a message, and whatever it answers is good. It finds peers that have gone without a word, and costs a round
     * trip.
     *
     * @param message what it is sent, which must be answered and change nothing
     * @param rested only a connection that has rested for longer is asked; 0 for every one
     * @param within how long the answer may take
     */
    record Probe(
            StreamMessage message,

            @Option(min = 0, max = 86_400_000_000_000L) Duration rested,

            @Option(min = 1_000_000, max = 60_000_000_000L) Duration within)
            implements IdleCheck {

        /** Asked with "ping" after ten seconds of rest; a second to answer. */
        public Probe() {
            this(new StreamMessage(StreamMessage.Format.TEXT, "ping"), Duration.ofSeconds(10), Duration.ofSeconds(1));
        }
    }
}
