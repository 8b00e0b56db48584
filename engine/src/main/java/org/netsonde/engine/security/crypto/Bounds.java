package org.netsonde.engine.security.crypto;

import java.util.List;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.Problem;
import org.netsonde.engine.protocol.SettingsException;

/** Bounds of numbers, in the words of all settings. Stateless. */
final class Bounds {

    private Bounds() {}

    /** Adds a problem where the value is out of bounds. */
    static void check(List<Problem> problems, String field, long value, long min, long max) {
        if (value < min || value > max) {
            problems.add(new Problem(field, Phrase.of("problem.range", min, max, value)));
        }
    }

    /**
     * Refuses a value that is out of bounds.
     *
     * @throws SettingsException that says so
     */
    static void check(String field, long value, long min, long max) {
        if (value < min || value > max) {
            throw new SettingsException(field, Phrase.of("problem.range", min, max, value));
        }
    }
}
