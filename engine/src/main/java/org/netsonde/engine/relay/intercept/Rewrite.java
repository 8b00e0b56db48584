package org.netsonde.engine.relay.intercept;

import org.netsonde.engine.message.rule.BoundedRegex;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.relay.link.Heading;
import org.netsonde.engine.relay.link.Ways;

/**
 * What a relay writes in place of something in messages. In a stream without messages it looks at each read by itself.
 *
 * @param on whether it does
 * @param find what it looks for: a regular expression in the syntax of RE2, which has escapes such as {@code \r\n} and
 *     {@code \x00}. A message that is not UTF-8 is searched byte for byte, as if each were a character. Empty finds nothing
 * @param replace what it writes instead: {@code $1} is the first group, <code>${name}</code> one with a name, {@code $0} all
 *     that was found and {@code $$} a dollar sign; with escapes such as {@code \r\n} or {@code \x00}, and {@code \\} for a
 *     backslash
 * @param direction on which ways
 */
public record Rewrite(
        boolean on,
        @Option(max = 1000) String find,
        @Option(max = 1000) String replace,
        Ways direction) {

    public Rewrite {
        Replacement.of(replace, BoundedRegex.compile(find, "find"));
    }

    /** Nothing yet. */
    public Rewrite() {
        this(true, "", "", Ways.BOTH);
    }

    /** Whether it rewrites anything on that way. */
    boolean at(Heading heading) {
        return on && !find.isEmpty() && direction.include(heading);
    }
}
