package org.netsonde.app.cli;

import java.time.Duration;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.protocol.Durations;

/** Times on the command line, such as {@code 30s}. Stateless. */
final class TimeArgument {

    private TimeArgument() {}

    /**
     * The time that a text says.
     *
     * @throws FailureException of kind INVALID_SETTINGS if it says none
     */
    static Duration parse(String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new FailureException(Failure.of(Failure.Kind.INVALID_SETTINGS, "duration", text), e);
        }
    }
}
