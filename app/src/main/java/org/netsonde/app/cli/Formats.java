package org.netsonde.app.cli;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.export.Export;
import org.netsonde.engine.export.Exports;

/** The formats that {@code --format} names. Stateless. */
final class Formats {

    private Formats() {}

    /**
     * The formats of those names, in whatever case; the usual ones where none is named.
     *
     * @throws FailureException of kind INVALID_SETTINGS that lists the formats there are, if one of them is none
     */
    static List<Export> named(@Nullable List<String> wanted) {
        Exports known = Exports.builtin();
        return wanted == null
                ? known.standardOnly().all()
                : known.named(wanted.stream()
                        .map(word -> word.strip().toLowerCase(Locale.ROOT))
                        .distinct()
                        .toList());
    }
}
