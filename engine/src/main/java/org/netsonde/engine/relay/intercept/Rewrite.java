package org.netsonde.engine.relay.intercept;

import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.relay.link.Ways;

/**
 * What a relay writes in place of something in messages.
 *
 * @param on whether it does
 * @param find what it looks for: a regular expression in the syntax of RE2
 * @param replace what it writes instead; {@code $1} is the first group
 * @param direction on which ways
 */
public record Rewrite(
        boolean on,
        @Option(min = 1, max = 1000) String find,
        @Option(max = 1000) String replace,
        Ways direction) {

    /** Nothing yet. */
    public Rewrite() {
        this(true, "", "", Ways.BOTH);
    }
}
