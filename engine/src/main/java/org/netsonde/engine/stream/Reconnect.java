package org.netsonde.engine.stream;

import java.time.Duration;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.SettingsException;

/** What a client does when it cannot connect, or loses its connection. */
public sealed interface Reconnect {

    /** Nothing: it ends. */
    record Off() implements Reconnect {}

    /**
     * Tries again, each time after twice the time, with up to a quarter of it at random so that many clients do not come
     * back at once.
     *
     * @param first how long to wait the first time
     * @param max how long to wait at most
     */
    record BackOff(
            @Option(min = 1_000_000, max = 3_600_000_000_000L)
            Duration first,

            @Option(min = 1_000_000, max = 3_600_000_000_000L)
            Duration max)
            implements Reconnect {
        public BackOff {
            if (first.compareTo(max) > 0) {
                throw new SettingsException("first", Phrase.of("problem.firstOverMax"));
            }
        }

        public BackOff() {
            this(Duration.ofMillis(500), Duration.ofSeconds(30));
        }
    }
}
