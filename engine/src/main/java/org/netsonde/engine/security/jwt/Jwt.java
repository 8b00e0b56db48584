package org.netsonde.engine.security.jwt;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A token that was taken apart, as far as it goes. Nothing of it has been checked: what it says may be a lie. Immutable. */
public final class Jwt {

    private final String token;
    private final @Nullable ObjectNode header;
    private final @Nullable ObjectNode claims;
    private final byte @Nullable [] signature;
    private final List<Phrase> problems;
    private final List<Phrase> notes;

    Jwt(
            String token,
            @Nullable ObjectNode header,
            @Nullable ObjectNode claims,
            byte @Nullable [] signature,
            List<Phrase> problems,
            List<Phrase> notes) {
        this.token = token;
        this.header = header;
        this.claims = claims;
        this.signature = signature;
        this.problems = List.copyOf(problems);
        this.notes = List.copyOf(notes);
    }

    /** Why parts of it are not readable, in their order; none where all are. */
    public List<Phrase> problems() {
        return problems;
    }

    /** What stricter readers would not take. */
    public List<Phrase> notes() {
        return notes;
    }

    /** Whether it could be taken apart. */
    public boolean isReadable() {
        return problems.isEmpty();
    }

    /** Its header; null where that is not readable. */
    public @Nullable ObjectNode header() {
        return header == null ? null : header.deepCopy();
    }

    /** What it claims; null where that is not readable. */
    public @Nullable ObjectNode claims() {
        return claims == null ? null : claims.deepCopy();
    }

    /** Its signature; null where that is not readable. */
    public byte @Nullable [] signature() {
        return signature == null ? null : signature.clone();
    }

    /** The header in lines; empty where it is not readable. */
    public String headerText() {
        return header == null ? "" : JwtJson.pretty(header);
    }

    /** The claims in lines; empty where they are not readable. */
    public String claimsText() {
        return claims == null ? "" : JwtJson.pretty(claims);
    }

    /** How it says that it is signed; empty where that is none of those that are known. */
    public Optional<JwtAlgorithm> algorithm() {
        return text("alg").flatMap(JwtAlgorithm::of);
    }

    /** The id of the key that it says it is signed with. */
    public Optional<String> keyId() {
        return text("kid");
    }

    private Optional<String> text(String name) {
        JsonNode value = header == null ? null : header.get(name);
        return value != null && value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
    }

    /** What is signed: the first two parts as they are written. */
    byte[] signed() {
        return token.substring(0, Math.max(token.lastIndexOf('.'), 0)).getBytes(StandardCharsets.US_ASCII);
    }

    /** Without what stands in it, which may give access to something. */
    @Override
    public String toString() {
        return "Jwt[" + (isReadable() ? "readable" : problems) + "]";
    }
}
