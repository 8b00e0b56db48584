package org.netsonde.engine.security.jwt;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What is asked of a token.
 *
 * @param allowed how it may be signed; empty for whatever its key is for. An algorithm that the key is not for is never accepted
 * @param now the time by which it is judged
 * @param leeway how much clocks may differ
 * @param issuer who must have issued it; empty for anybody
 * @param audience whom it must be for; empty where that is not checked
 * @param subject whom it must be about; empty for anybody
 * @param required the claims that it must have, beside those that the rules above need
 */
public record JwtRules(
        Set<JwtAlgorithm> allowed,
        Instant now,
        Duration leeway,
        String issuer,
        String audience,
        String subject,
        List<String> required) {

    public JwtRules {
        allowed = Set.copyOf(allowed);
        required = List.copyOf(required);
        if (leeway.isNegative()) {
            throw new IllegalArgumentException("a negative leeway");
        }
    }

    /** Whatever the key is for, at a time, to the second. */
    public static JwtRules at(Instant now) {
        return new JwtRules(Set.of(), now, Duration.ZERO, "", "", "", List.of());
    }

    /** With these algorithms only. */
    public JwtRules allowing(Set<JwtAlgorithm> algorithms) {
        return new JwtRules(algorithms, now, leeway, issuer, audience, subject, required);
    }

    /** With clocks that may differ. */
    public JwtRules withLeeway(Duration most) {
        return new JwtRules(allowed, now, most, issuer, audience, subject, required);
    }

    /** From an issuer. */
    public JwtRules from(String name) {
        return new JwtRules(allowed, now, leeway, name, audience, subject, required);
    }

    /** For somebody. */
    public JwtRules intendedFor(String name) {
        return new JwtRules(allowed, now, leeway, issuer, name, subject, required);
    }

    /** About somebody. */
    public JwtRules about(String name) {
        return new JwtRules(allowed, now, leeway, issuer, audience, name, required);
    }

    /** With claims that must be there. */
    public JwtRules requiring(List<String> claims) {
        return new JwtRules(allowed, now, leeway, issuer, audience, subject, claims);
    }
}
