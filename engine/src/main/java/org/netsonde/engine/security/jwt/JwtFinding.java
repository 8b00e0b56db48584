package org.netsonde.engine.security.jwt;

import org.netsonde.engine.Phrase;

/**
 * Something that was found out about a token.
 *
 * @param kind what it means
 * @param text a sentence that says it
 */
public record JwtFinding(Kind kind, Phrase text) {

    /** What a finding means. */
    public enum Kind {
        /** The token is not to be accepted. */
        WRONG,
        /** Something to know, which does not speak against it. */
        NOTE,
        /** It is as it should be. */
        GOOD
    }

    static JwtFinding wrong(Phrase text) {
        return new JwtFinding(Kind.WRONG, text);
    }

    static JwtFinding note(Phrase text) {
        return new JwtFinding(Kind.NOTE, text);
    }

    static JwtFinding good(Phrase text) {
        return new JwtFinding(Kind.GOOD, text);
    }
}
