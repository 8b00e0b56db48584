package org.netsonde.engine.security.jwt;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.security.SigningKey;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads keys in JSON (RFC 7517, RFC 7518 section 6, RFC 8037). Stateless. */
final class JwkKeys {

    /** More keys of a set are an error. */
    private static final int MAX_KEYS = 1000;

    /** The largest number of an RSA key that the JDK takes, in bytes. */
    private static final int MAX_NUMBER = 2048;

    private static final int ED25519_BYTES = 32;

    /** What stands before the bytes of a private Ed25519 key in PKCS#8 (RFC 8410). */
    private static final byte[] ED25519_PRIVATE = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private JwkKeys() {}

    /** Why a key was not taken: which member is wrong. */
    private static final class BadMemberException extends GeneralSecurityException {

        private static final long serialVersionUID = 1;

        private final String member;

        BadMemberException(String member, @Nullable Throwable cause) {
            super(member, cause);
            this.member = member;
        }
    }

    /** Whether a text is a key in JSON whose secret is not all of it. */
    static boolean isPublicKey(String text) {
        return text.stripLeading().startsWith("{")
                && JwtJson.read(text) instanceof JwtJson.Read.Whole(ObjectNode object)
                && (object.has("kty") || object.has("keys"));
    }

    static List<JwtKey> read(String text) {
        if (text.length() > Jwts.MAX_LENGTH) {
            throw broken(Phrase.of("jwt.why.bounds", JwtJson.MAX_DEPTH));
        }
        return switch (JwtJson.read(text)) {
            case JwtJson.Read.Broken(Phrase why) -> throw broken(why);
            case JwtJson.Read.Whole(ObjectNode object) ->
                object.get("keys") instanceof ArrayNode set ? readSet(set) : List.of(readOne(object));
        };
    }

    private static FailureException broken(Phrase why) {
        return new FailureException(Failure.of(Failure.Kind.CERTIFICATE, "jwkBroken", why));
    }

    private static List<JwtKey> readSet(ArrayNode set) {
        if (set.size() > MAX_KEYS) {
            throw new FailureException(Failure.of(Failure.Kind.CERTIFICATE, "jwkMany", MAX_KEYS));
        }
        List<JwtKey> keys = new ArrayList<>();
        FailureException first = null;
        for (JsonNode one : set) {
            try {
                if (one instanceof ObjectNode object) {
                    keys.add(readOne(object));
                }
            } catch (FailureException e) {
                first = first == null ? e : first;
            }
        }
        if (keys.isEmpty()) {
            throw first != null ? first : new FailureException(Failure.of(Failure.Kind.CERTIFICATE, "jwkNone"));
        }
        return keys;
    }

    private static JwtKey readOne(ObjectNode jwk) {
        try {
            return named(jwk, key(jwk));
        } catch (BadMemberException e) {
            throw new FailureException(Failure.of(Failure.Kind.CERTIFICATE, "jwkMember", e.member), e);
        } catch (GeneralSecurityException | ArithmeticException | IllegalArgumentException | ProviderException e) {
            // The JDK counts with numbers of a key before it has looked at them.
            throw new FailureException(Failure.of(Failure.Kind.CERTIFICATE, "signingKeyBroken"), e);
        }
    }

    private static JwtKey key(ObjectNode jwk) throws GeneralSecurityException {
        return switch (text(jwk, "kty")) {
            case "oct" -> {
                byte[] secret = bytes(jwk, "k", Jwts.MAX_LENGTH);
                try {
                    yield JwtKey.secret(secret);
                } finally {
                    Arrays.fill(secret, (byte) 0);
                }
            }
            case "RSA" -> JwtKey.of(rsa(jwk));
            case "EC" -> JwtKey.of(curve(jwk));
            case "OKP" -> JwtKey.of(edwards(jwk));
            default -> throw new BadMemberException("kty", null);
        };
    }

    private static JwtKey named(ObjectNode jwk, JwtKey key) throws BadMemberException {
        JsonNode kid = jwk.get("kid");
        String id = kid != null && kid.isString() ? kid.stringValue() : "";
        Set<JwtAlgorithm> allowed = EnumSet.allOf(JwtAlgorithm.class);
        if (jwk.has("alg")) {
            allowed = JwtAlgorithm.of(text(jwk, "alg"))
                    .map(Set::of)
                    .orElseThrow(() -> new BadMemberException("alg", null));
        }
        if (jwk.has("use") && !text(jwk, "use").equals("sig")) {
            throw new BadMemberException("use", null);
        }
        if (jwk.has("key_ops") && !isForSignatures(jwk.get("key_ops"))) {
            throw new BadMemberException("key_ops", null);
        }
        JwtKey named = key.named(id, allowed);
        if (named.algorithms().isEmpty()) {
            throw new BadMemberException("alg", null);
        }
        return named;
    }

    /** Whether what a key is for (RFC 7517, 4.3) has signatures in it. */
    private static boolean isForSignatures(JsonNode operations) {
        if (operations instanceof ArrayNode list) {
            for (JsonNode one : list) {
                if (one.isString()
                        && (one.stringValue().equals("sign")
                                || one.stringValue().equals("verify"))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static SigningKey rsa(ObjectNode jwk) throws GeneralSecurityException {
        BigInteger n = number(jwk, "n");
        BigInteger e = number(jwk, "e");
        KeyFactory factory = KeyFactory.getInstance("RSA");
        PublicKey publicKey = factory.generatePublic(new RSAPublicKeySpec(n, e));
        if (!jwk.has("d")) {
            return SigningKey.of(publicKey);
        }
        return whole(
                publicKey,
                factory.generatePrivate(new RSAPrivateCrtKeySpec(
                        n,
                        e,
                        number(jwk, "d"),
                        number(jwk, "p"),
                        number(jwk, "q"),
                        number(jwk, "dp"),
                        number(jwk, "dq"),
                        number(jwk, "qi"))));
    }

    private static SigningKey curve(ObjectNode jwk) throws GeneralSecurityException {
        String name = switch (text(jwk, "crv")) {
            case "P-256" -> "secp256r1";
            case "P-384" -> "secp384r1";
            case "P-521" -> "secp521r1";
            default -> throw new BadMemberException("crv", null);
        };
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(name));
        ECParameterSpec curve = parameters.getParameterSpec(ECParameterSpec.class);
        KeyFactory factory = KeyFactory.getInstance("EC");
        PublicKey publicKey =
                factory.generatePublic(new ECPublicKeySpec(new ECPoint(number(jwk, "x"), number(jwk, "y")), curve));
        return jwk.has("d")
                ? whole(publicKey, factory.generatePrivate(new ECPrivateKeySpec(number(jwk, "d"), curve)))
                : SigningKey.of(publicKey);
    }

    private static SigningKey edwards(ObjectNode jwk) throws GeneralSecurityException {
        if (!text(jwk, "crv").equals("Ed25519")) {
            throw new BadMemberException("crv", null);
        }
        SigningKey checking = SigningKey.ofEdwards(edwards(jwk, "x"));
        if (!jwk.has("d")) {
            return checking;
        }
        byte[] secret = edwards(jwk, "d");
        byte[] encoded = Arrays.copyOf(ED25519_PRIVATE, ED25519_PRIVATE.length + secret.length);
        System.arraycopy(secret, 0, encoded, ED25519_PRIVATE.length, secret.length);
        try {
            return whole(
                    checking.publicKey(),
                    KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded)));
        } finally {
            Arrays.fill(secret, (byte) 0);
            Arrays.fill(encoded, (byte) 0);
        }
    }

    private static byte[] edwards(ObjectNode jwk, String name) throws BadMemberException {
        byte[] bytes = bytes(jwk, name, ED25519_BYTES);
        if (bytes.length != ED25519_BYTES) {
            throw new BadMemberException(name, null);
        }
        return bytes;
    }

    private static SigningKey whole(PublicKey publicKey, PrivateKey privateKey) throws GeneralSecurityException {
        SigningKey key = SigningKey.of(new KeyPair(publicKey, privateKey));
        if (!key.isWhole()) {
            throw new InvalidKeySpecException("the halves do not belong together");
        }
        return key;
    }

    private static String text(ObjectNode jwk, String name) throws BadMemberException {
        JsonNode value = jwk.get(name);
        if (value == null || !value.isString()) {
            throw new BadMemberException(name, null);
        }
        return value.stringValue();
    }

    private static BigInteger number(ObjectNode jwk, String name) throws BadMemberException {
        return new BigInteger(1, bytes(jwk, name, MAX_NUMBER));
    }

    private static byte[] bytes(ObjectNode jwk, String name, int most) throws BadMemberException {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text(jwk, name));
            if (bytes.length == 0 || bytes.length > most) {
                throw new BadMemberException(name, null);
            }
            return bytes;
        } catch (IllegalArgumentException e) {
            throw new BadMemberException(name, e);
        }
    }
}
