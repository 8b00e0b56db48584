package org.netsonde.engine.security.account;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.security.jwt.JwtAlgorithm;
import org.netsonde.engine.security.jwt.JwtKey;
import org.netsonde.engine.security.jwt.JwtRules;
import org.netsonde.engine.security.jwt.JwtVerdict;
import org.netsonde.engine.security.jwt.Jwts;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON Web Tokens of lists of accounts (RFC 7519), signed by HS256 with the key of the list. Each names a session, by which it
 * can be called back. Safe for threads.
 */
final class Tokens {

    /** The longest token that is looked at. */
    private static final int MOST_LENGTH = 4096;

    private static final String ISSUER = "netsonde";

    /** The session, by a name that tells nobody its token or its place among others. */
    private static final String SESSION = "sid";

    private static final List<String> REQUIRED = List.of("iss", "sub", SESSION, "iat", "exp", "jti");
    private static final int ID_BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    private volatile @Nullable Keyed last;

    /** A key as it is kept, and as it is used. */
    private record Keyed(byte[] bytes, JwtKey key) {}

    /**
     * What a token says.
     *
     * @param user whose it is
     * @param session the name of the session that it belongs to
     * @param until when it ends
     */
    record Claims(String user, String session, Instant until) {}

    /** A token of a user, for a session. */
    String make(String user, String session, byte[] key, Instant now, Instant until) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        ObjectNode claims = JsonNodeFactory.instance.objectNode();
        claims.put("iss", ISSUER)
                .put("sub", user)
                .put(SESSION, session)
                .put("iat", now.getEpochSecond())
                .put("exp", until.getEpochSecond())
                .put("jti", Base64.getUrlEncoder().withoutPadding().encodeToString(id));
        return Jwts.sign(JwtAlgorithm.HS256, claims, keyed(key));
    }

    /** What a valid token says; null for any other text. */
    @Nullable
    Claims read(String token, byte[] key, Instant now) {
        if (token.length() > MOST_LENGTH) {
            return null;
        }
        JwtRules rules = JwtRules.at(now)
                .allowing(Set.of(JwtAlgorithm.HS256))
                .from(ISSUER)
                .requiring(REQUIRED);
        JwtVerdict verdict = Jwts.verify(token, keyed(key), rules);
        ObjectNode claims = verdict.token().claims();
        // Nobody but this class makes these, so one that is written differently was changed.
        if (!verdict.ok() || claims == null || !verdict.token().notes().isEmpty()) {
            return null;
        }
        return new Claims(
                claims.path("sub").asString(""), claims.path(SESSION).asString(""), Instant.ofEpochSecond((long)
                        claims.path("exp").asDouble(0)));
    }

    private JwtKey keyed(byte[] bytes) {
        Keyed known = last;
        if (known == null || !Arrays.equals(known.bytes(), bytes)) {
            known = new Keyed(bytes, JwtKey.secret(bytes));
            last = known;
        }
        return known.key();
    }
}
