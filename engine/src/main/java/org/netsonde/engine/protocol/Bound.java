package org.netsonde.engine.protocol;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Phrase;

/**
 * What came of binding JSON to a record: the record, or every bad field at once.
 *
 * @param value the record; null if there are problems
 * @param problems every bad field
 * @param unknown paths of fields that the record does not have; kept in the file, without effect
 */
public record Bound<T>(@Nullable T value, List<Problem> problems, List<String> unknown) {

    public Bound {
        problems = List.copyOf(problems);
        unknown = List.copyOf(unknown);
    }

    /**
     * The record.
     *
     * @throws FailureException of kind INVALID_SETTINGS that names every bad field
     */
    public T orThrow() {
        if (value == null) {
            throw new FailureException(failure());
        }
        return value;
    }

    private Failure failure() {
        String all = problems.stream().map(Problem::toString).collect(Collectors.joining("; "));
        return new Failure(
                Failure.Kind.INVALID_SETTINGS,
                Phrase.of("failure.settings.what", all),
                Phrase.of("failure.settings.remedy"));
    }
}
