package org.netsonde.engine.protocol;

import java.util.List;
import org.netsonde.engine.Phrase;

/** Thrown by the constructor of a settings record when fields that are good alone do not go together. */
public final class SettingsException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    public SettingsException(String field, Phrase text) {
        this(List.of(new Problem(field, text)));
    }

    public SettingsException(List<Problem> problems) {
        super(problems.toString());
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, by field. */
    public List<Problem> problems() {
        return problems;
    }
}
