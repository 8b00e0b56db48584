package org.netsonde.engine.security.jwt;

import java.util.List;

/**
 * What came of checking a token.
 *
 * @param token the token, taken apart
 * @param findings all that was found, in the order in which it was checked
 */
public record JwtVerdict(Jwt token, List<JwtFinding> findings) {

    public JwtVerdict {
        findings = List.copyOf(findings);
    }

    /** Whether it is to be accepted: nothing was found that speaks against it. */
    public boolean ok() {
        return findings.stream().noneMatch(finding -> finding.kind() == JwtFinding.Kind.WRONG);
    }
}
