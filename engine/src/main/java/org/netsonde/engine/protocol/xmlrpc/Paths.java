package org.netsonde.engine.protocol.xmlrpc;

import java.util.regex.Pattern;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.SettingsException;

/** The paths at which calls are posted. Stateless. */
final class Paths {

    /** Visible ASCII without {@code #}, which ends the part of an address that is sent. */
    private static final Pattern PLAIN = Pattern.compile("/[!-~&&[^#]]*");

    private Paths() {}

    /**
     * Checks one.
     *
     * @param query whether a query may stand behind it
     * @throws SettingsException if it is none
     */
    static void check(String path, boolean query) {
        if (!PLAIN.matcher(path).matches() || (!query && path.indexOf('?') >= 0)) {
            throw new SettingsException("path", Phrase.of("problem.path"));
        }
    }
}
