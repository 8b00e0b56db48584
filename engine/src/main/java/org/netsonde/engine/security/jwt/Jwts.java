package org.netsonde.engine.security.jwt;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.SignatureException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Phrase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes tokens, takes them apart and checks them. Stateless. */
public final class Jwts {

    /** The longest token, in characters. */
    public static final int MAX_LENGTH = 1 << 18;

    private static final String HEADER = "jwt.header";
    private static final String CLAIMS = "jwt.payload";
    private static final String SIGNATURE = "jwt.signature";
    private static final int PARTS = 3;

    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private Jwts() {}

    /**
     * The object that a text holds, for claims or additions to a header.
     *
     * @throws FailureException of kind INVALID_SETTINGS with the place where it is broken
     */
    public static ObjectNode object(String json) {
        return switch (JwtJson.read(json)) {
            case JwtJson.Read.Whole(ObjectNode object) -> object;
            case JwtJson.Read.Broken(Phrase why) ->
                throw new FailureException(Failure.of(Failure.Kind.INVALID_SETTINGS, "jwtClaims", why));
        };
    }

    /** An object in lines, as people write one. */
    public static String text(ObjectNode object) {
        return JwtJson.pretty(object);
    }

    /**
     * Makes a token.
     *
     * @param additions what its header says beside {@code alg}, {@code typ} and the {@code kid} of the key; these are replaced
     *     where they are named
     * @param claims what it says
     * @throws FailureException of kind INVALID_SETTINGS if the key is not for that algorithm, cannot sign, or is too short, or
     *     if the token would be too long
     */
    public static String sign(JwtAlgorithm algorithm, ObjectNode additions, ObjectNode claims, JwtKey key) {
        if (!key.algorithms().contains(algorithm)) {
            throw new FailureException(
                    Failure.of(Failure.Kind.INVALID_SETTINGS, "jwtKeyOther", algorithm.id(), key.describe()));
        }
        if (!key.canSign()) {
            throw new FailureException(Failure.of(Failure.Kind.INVALID_SETTINGS, "jwtKeyPublic"));
        }
        ObjectNode header = JsonNodeFactory.instance.objectNode();
        header.put("alg", algorithm.id());
        header.put("typ", "JWT");
        if (!key.id().isEmpty()) {
            header.put("kid", key.id());
        }
        for (Map.Entry<String, JsonNode> addition : additions.properties()) {
            if (!addition.getKey().equals("alg")) {
                header.set(addition.getKey(), addition.getValue());
            }
        }
        String signed = URL.encodeToString(JwtJson.write(header)) + '.' + URL.encodeToString(JwtJson.write(claims));
        try {
            byte[] signature = key.sign(algorithm, signed.getBytes(StandardCharsets.US_ASCII));
            String token = signed + '.' + URL.encodeToString(signature);
            if (token.length() > MAX_LENGTH) {
                throw new FailureException(Failure.of(Failure.Kind.INVALID_SETTINGS, "jwtLong", MAX_LENGTH));
            }
            return token;
        } catch (InvalidKeyException | SignatureException e) {
            throw new FailureException(
                    Failure.of(Failure.Kind.INVALID_SETTINGS, "jwtKeyUnfit", algorithm.id(), key.describe()), e);
        }
    }

    /** Makes a token whose header says the usual. */
    public static String sign(JwtAlgorithm algorithm, ObjectNode claims, JwtKey key) {
        return sign(algorithm, JsonNodeFactory.instance.objectNode(), claims, key);
    }

    /** Takes a token apart without checking anything, and says exactly which part is broken and where. Does not throw. */
    public static Jwt decode(String token) {
        if (token.isEmpty()) {
            return unreadable(token, Phrase.of("jwt.empty"));
        }
        if (token.length() > MAX_LENGTH) {
            return unreadable(token, Phrase.of("jwt.long", token.length(), MAX_LENGTH));
        }
        List<String> parts = List.of(token.split("\\.", -1));
        List<Phrase> problems = new ArrayList<>();
        if (parts.size() == 5) {
            problems.add(Phrase.of("jwt.encrypted"));
        } else if (parts.size() != PARTS) {
            problems.add(Phrase.of("jwt.parts", parts.size()));
        }
        List<Phrase> notes = new ArrayList<>();
        ObjectNode header = json(HEADER, parts.getFirst(), 0, problems, notes);
        // In an encrypted one the other parts are no text at all.
        if (parts.size() < 2 || parts.size() == 5) {
            return new Jwt(token, header, null, null, problems, notes);
        }
        int second = parts.get(0).length() + 1;
        ObjectNode claims = json(CLAIMS, parts.get(1), second, problems, notes);
        byte[] signature = null;
        if (parts.size() >= PARTS) {
            int third = second + parts.get(1).length() + 1;
            signature = bytes(SIGNATURE, parts.get(2), third, problems, notes);
        }
        return new Jwt(token, header, claims, signature, problems, notes);
    }

    private static Jwt unreadable(String token, Phrase why) {
        return new Jwt(token, null, null, null, List.of(why), List.of());
    }

    private static byte @Nullable [] bytes(
            String name, String text, int offset, List<Phrase> problems, List<Phrase> notes) {
        JwtPart part = JwtPart.read(Phrase.of(name), text, offset);
        if (part.problem() != null) {
            problems.add(part.problem());
        }
        if (part.note() != null) {
            notes.add(part.note());
        }
        return part.bytes();
    }

    private static @Nullable ObjectNode json(
            String name, String text, int offset, List<Phrase> problems, List<Phrase> notes) {
        byte[] bytes = bytes(name, text, offset, problems, notes);
        if (bytes == null) {
            return null;
        }
        return switch (JwtJson.read(bytes)) {
            case JwtJson.Read.Whole(ObjectNode object) -> object;
            case JwtJson.Read.Broken(Phrase why) -> {
                problems.add(Phrase.of(name + ".broken", why));
                yield null;
            }
        };
    }

    /** Checks a token with a key, and finds all that is wrong with it. Does not throw. */
    public static JwtVerdict verify(String token, JwtKey key, JwtRules rules) {
        return verify(decode(token), key, rules);
    }

    /** Checks a token that was taken apart. */
    public static JwtVerdict verify(Jwt token, JwtKey key, JwtRules rules) {
        return verify(token, List.of(key), rules);
    }

    /**
     * Checks a token with the one of some keys, at least one, that it names, or else that its algorithm is for. That it names
     * none of them is noted.
     */
    public static JwtVerdict verify(Jwt token, List<JwtKey> keys, JwtRules rules) {
        return new JwtVerdict(token, new JwtCheck(token, rules).with(keys));
    }

    /** What can be said about a token without its key: all but the signature. It is never to be accepted for that. */
    public static List<JwtFinding> inspect(Jwt token, JwtRules rules) {
        return new JwtCheck(token, rules).withoutKey();
    }
}
