package org.netsonde.engine.security.jwt;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.message.Escapes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks one token, one rule after another, and notes what each finds. Used once. */
final class JwtCheck {

    /** The first and last second that an {@link Instant} prints with four digits of a year. */
    private static final BigDecimal FIRST = BigDecimal.valueOf(-62_135_596_800L);

    private static final BigDecimal LAST = BigDecimal.valueOf(253_402_300_799L);

    /** A name of somebody else is repeated up to here. */
    private static final int SHOWN = 200;

    /** What no calendar has is written in so many digits. */
    private static final MathContext SHORT = new MathContext(6);

    private final Jwt token;
    private final JwtRules rules;
    private final List<JwtFinding> findings = new ArrayList<>();

    JwtCheck(Jwt token, JwtRules rules) {
        this.token = token;
        this.rules = rules;
    }

    /** Checks with the one of some keys that the token asks for. */
    List<JwtFinding> with(List<JwtKey> keys) {
        JwtKey key = JwtKey.pick(keys, token);
        ObjectNode header = token.header();
        structure();
        if (header != null) {
            keyId(keys);
            Optional<JwtAlgorithm> algorithm = algorithm(header, key);
            header(header);
            if (token.isReadable() && algorithm.isPresent()) {
                signature(algorithm.get(), key);
            }
        }
        claims();
        return findings;
    }

    List<JwtFinding> withoutKey() {
        ObjectNode header = token.header();
        structure();
        if (header != null) {
            named(header);
            header(header);
        }
        claims();
        return findings;
    }

    private void wrong(Phrase text) {
        findings.add(JwtFinding.wrong(text));
    }

    private void note(Phrase text) {
        findings.add(JwtFinding.note(text));
    }

    /** A key without an id may be the one that is named. */
    private void keyId(List<JwtKey> keys) {
        Set<String> ids = keys.stream().map(JwtKey::id).collect(Collectors.toCollection(LinkedHashSet::new));
        token.keyId()
                .filter(named -> !ids.contains(named) && !ids.contains(""))
                .ifPresent(named -> note(Phrase.of("jwt.kid.missing", shown(named), shown(String.join(", ", ids)))));
    }

    private void structure() {
        token.problems().forEach(this::wrong);
        token.notes().forEach(this::note);
    }

    /** The algorithm, if it is one that the key is for and that is allowed. */
    private Optional<JwtAlgorithm> algorithm(ObjectNode header, JwtKey key) {
        Optional<JwtAlgorithm> named = named(header);
        if (named.isEmpty()) {
            return named;
        }
        JwtAlgorithm algorithm = named.get();
        boolean suits = key.algorithms().contains(algorithm);
        if (!suits) {
            boolean confused = algorithm.family() == JwtAlgorithm.Family.HMAC && key.signingKey() != null;
            wrong(Phrase.of(
                    confused ? "jwt.alg.confusion" : "jwt.alg.otherKey",
                    algorithm.id(),
                    key.describe(),
                    names(key.algorithms())));
        } else if (!rules.allowed().isEmpty() && !rules.allowed().contains(algorithm)) {
            wrong(Phrase.of("jwt.alg.notAllowed", algorithm.id(), names(rules.allowed())));
            return Optional.empty();
        }
        return suits ? named : Optional.empty();
    }

    private static String names(Set<JwtAlgorithm> algorithms) {
        return algorithms.stream().sorted().map(JwtAlgorithm::id).collect(Collectors.joining(", "));
    }

    private Optional<JwtAlgorithm> named(ObjectNode header) {
        JsonNode named = header.get("alg");
        if (named == null) {
            wrong(Phrase.of("jwt.alg.missing"));
            return Optional.empty();
        }
        if (!named.isString()) {
            wrong(Phrase.of("jwt.alg.noText"));
            return Optional.empty();
        }
        String name = named.stringValue();
        Optional<JwtAlgorithm> known = JwtAlgorithm.of(name);
        if (known.isEmpty()) {
            Optional<JwtAlgorithm> otherCase =
                    JwtAlgorithm.of(name.equalsIgnoreCase("EdDSA") ? "EdDSA" : name.toUpperCase(Locale.ROOT));
            if (name.equalsIgnoreCase("none")) {
                wrong(Phrase.of("jwt.alg.none", name));
            } else if (otherCase.isPresent()) {
                wrong(Phrase.of("jwt.alg.letters", shown(name), otherCase.get().id()));
            } else {
                wrong(Phrase.of("jwt.alg.unknown", shown(name)));
            }
        }
        return known;
    }

    private void header(ObjectNode header) {
        critical(header.get("crit"));
        JsonNode detached = header.get("b64");
        if (detached != null && !(detached.isBoolean() && detached.booleanValue())) {
            wrong(Phrase.of("jwt.b64"));
        }
        for (String name : List.of("jku", "x5u", "jwk", "x5c")) {
            if (header.has(name)) {
                note(Phrase.of("jwt.ownKey", name));
            }
        }
    }

    /** No extension is known here, so each one that must be understood is one too many (RFC 7515, 4.1.11). */
    private void critical(@Nullable JsonNode critical) {
        if (critical == null) {
            return;
        }
        if (!(critical instanceof ArrayNode names) || names.isEmpty()) {
            wrong(Phrase.of("jwt.crit.noList"));
            return;
        }
        Set<String> unknown = new LinkedHashSet<>();
        for (JsonNode name : names) {
            if (!name.isString()) {
                wrong(Phrase.of("jwt.crit.noList"));
                return;
            }
            unknown.add(name.stringValue());
        }
        wrong(Phrase.of("jwt.crit.unknown", shown(String.join(", ", unknown))));
    }

    private void signature(JwtAlgorithm algorithm, JwtKey key) {
        byte[] signature = token.signature();
        if (signature == null || signature.length == 0) {
            wrong(Phrase.of("jwt.signature.empty"));
            return;
        }
        byte[] signed = token.signed();
        if (key.verify(algorithm, signed, signature)) {
            findings.add(JwtFinding.good(Phrase.of("jwt.signature.good", algorithm.id(), key.describe())));
        } else if (key.verifyDer(algorithm, signed, signature)) {
            wrong(Phrase.of("jwt.signature.der", algorithm.id()));
        } else {
            int length = length(algorithm, key);
            wrong(
                    signature.length == length
                            ? Phrase.of("jwt.signature.wrong", algorithm.id(), key.describe())
                            : Phrase.of("jwt.signature.length", algorithm.id(), length, signature.length));
        }
        key.notes(algorithm).forEach(this::note);
    }

    /** How many bytes a signature has. */
    private static int length(JwtAlgorithm algorithm, JwtKey key) {
        int bits = key.signingKey() == null ? 0 : key.signingKey().bits();
        return switch (algorithm.family()) {
            case HMAC -> algorithm.hashBytes();
            case RSA, RSA_PSS -> (bits + 7) / 8;
            case ECDSA -> 2 * ((bits + 7) / 8);
            case EDWARDS -> 64;
        };
    }

    private void claims() {
        ObjectNode claims = token.claims();
        if (claims == null) {
            return;
        }
        times(claims);
        names(claims);
        for (String name : rules.required()) {
            JsonNode value = claims.get(name);
            if (value == null || value.isNull()) {
                wrong(Phrase.of("jwt.missing", shown(name)));
            }
        }
    }

    private void times(ObjectNode claims) {
        BigDecimal now = seconds(rules.now());
        BigDecimal leeway = BigDecimal.valueOf(rules.leeway().toNanos(), 9);
        BigDecimal ends = time(claims, "exp");
        // The moment itself is too late (RFC 7519, 4.1.4).
        if (ends != null && ends.add(leeway).compareTo(now) <= 0) {
            wrong(Phrase.of("jwt.expired", apart(now.subtract(ends)), moment(ends)));
        }
        BigDecimal begins = time(claims, "nbf");
        if (begins != null && begins.subtract(leeway).compareTo(now) > 0) {
            wrong(Phrase.of("jwt.notYet", apart(begins.subtract(now)), moment(begins)));
        }
        BigDecimal issued = time(claims, "iat");
        if (issued != null && issued.subtract(leeway).compareTo(now) > 0) {
            wrong(Phrase.of("jwt.fromFuture", apart(issued.subtract(now)), moment(issued)));
        }
        if (ends != null && begins != null && ends.compareTo(begins) <= 0) {
            note(Phrase.of("jwt.never"));
        }
        if (!claims.has("exp") && !rules.required().contains("exp")) {
            note(Phrase.of("jwt.endless"));
        }
    }

    /** A time in seconds since the epoch; null where there is none, or none that is a number. */
    private @Nullable BigDecimal time(ObjectNode claims, String name) {
        JsonNode value = claims.get(name);
        if (value == null) {
            return null;
        }
        BigDecimal seconds = JwtTimes.seconds(value);
        if (seconds == null) {
            wrong(Phrase.of("jwt.noNumber", name));
        } else if (value.isString()) {
            note(Phrase.of("jwt.textNumber", name));
        } else if (JwtTimes.isMillis(seconds)) {
            note(Phrase.of("jwt.millis", name));
        }
        return seconds;
    }

    private static BigDecimal seconds(Instant instant) {
        return BigDecimal.valueOf(instant.getEpochSecond()).add(BigDecimal.valueOf(instant.getNano(), 9));
    }

    private static String apart(BigDecimal seconds) {
        return seconds.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
                ? "∞"
                : JwtTimes.text(Duration.ofSeconds(
                        seconds.setScale(0, RoundingMode.DOWN).longValue()));
    }

    private static String moment(BigDecimal seconds) {
        if (seconds.compareTo(FIRST) < 0 || seconds.compareTo(LAST) > 0) {
            return seconds.round(SHORT).stripTrailingZeros().toString();
        }
        return Instant.ofEpochSecond(seconds.setScale(0, RoundingMode.FLOOR).longValue())
                .toString();
    }

    private void names(ObjectNode claims) {
        String issuer = text(claims, "iss");
        if (!rules.issuer().isEmpty() && !(claims.has("iss") && issuer == null)) {
            same("jwt.iss", issuer, rules.issuer());
        }
        String subject = text(claims, "sub");
        if (!rules.subject().isEmpty() && !(claims.has("sub") && subject == null)) {
            same("jwt.sub", subject, rules.subject());
        }
        audience(claims.get("aud"));
    }

    /** A claim that must be text; null where it is missing or is not. */
    private @Nullable String text(ObjectNode claims, String name) {
        JsonNode value = claims.get(name);
        if (value != null && !value.isString()) {
            wrong(Phrase.of("jwt.noText", name));
            return null;
        }
        return value == null ? null : value.stringValue();
    }

    private void same(String key, @Nullable String found, String wanted) {
        if (found == null) {
            wrong(Phrase.of(key + ".missing", shown(wanted)));
        } else if (!found.equals(wanted)) {
            wrong(Phrase.of(key + ".other", shown(found), shown(wanted)));
        }
    }

    /** One name or several (RFC 7519, 4.1.3). */
    private void audience(@Nullable JsonNode value) {
        if (value == null) {
            if (!rules.audience().isEmpty()) {
                wrong(Phrase.of("jwt.aud.missing", shown(rules.audience())));
            }
            return;
        }
        List<String> names = new ArrayList<>();
        if (value.isString()) {
            names.add(value.stringValue());
        } else if (value instanceof ArrayNode list) {
            list.forEach(name -> names.add(name.isString() ? name.stringValue() : ""));
        }
        if (names.isEmpty() || names.contains("")) {
            wrong(Phrase.of("jwt.aud.form"));
        } else if (rules.audience().isEmpty()) {
            note(Phrase.of("jwt.aud.unchecked", shown(String.join(", ", names))));
        } else if (!names.contains(rules.audience())) {
            wrong(Phrase.of("jwt.aud.other", shown(String.join(", ", names)), shown(rules.audience())));
        }
    }

    /** What a token says, shortened and without what is not to be seen. */
    private static String shown(String text) {
        return Escapes.shown(text, SHOWN);
    }
}
