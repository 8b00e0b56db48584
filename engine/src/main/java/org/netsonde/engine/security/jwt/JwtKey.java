package org.netsonde.engine.security.jwt;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.security.SigningKey;
import org.netsonde.engine.security.SigningKeyKind;

/**
 * A key for tokens. It alone says which algorithms it may be used with, whatever a token says: a public key is never taken for
 * a secret.
 */
public final class JwtKey {

    /** Fewer bits are noted. */
    private static final int RSA_BITS = 2048;

    /** Secrets that stand in examples and word lists, and that anybody tries first. */
    private static final Set<String> WELL_KNOWN = Set.of(
            "secret",
            "password",
            "changeme",
            "change-me",
            "test",
            "key",
            "jwt",
            "jwtsecret",
            "jwt_secret",
            "jwt-secret",
            "mysecret",
            "my-secret",
            "supersecret",
            "secretkey",
            "secret_key",
            "your-secret-key",
            "your-256-bit-secret",
            "your-384-bit-secret",
            "your-512-bit-secret",
            "a-string-secret-at-least-256-bits-long",
            "123456",
            "qwerty");

    private final byte @Nullable [] secret;
    private final @Nullable SigningKey key;
    private final String id;
    private final Set<JwtAlgorithm> algorithms;

    private JwtKey(byte @Nullable [] secret, @Nullable SigningKey key, String id, Set<JwtAlgorithm> algorithms) {
        this.secret = secret;
        this.key = key;
        this.id = id;
        this.algorithms = Collections.unmodifiableSet(algorithms);
    }

    /**
     * A secret, which is copied, for HMAC.
     *
     * @throws FailureException of kind INVALID_SETTINGS if it is empty, or a key of another kind as text or DER: others know a
     *     public key, and could sign with it
     */
    public static JwtKey secret(byte[] secret) {
        if (secret.length == 0) {
            throw new FailureException(Failure.of(Failure.Kind.INVALID_SETTINGS, "jwtSecretEmpty"));
        }
        String text = new String(secret, StandardCharsets.ISO_8859_1);
        if (SigningKey.isPem(text) || text.startsWith("ssh-") || text.startsWith("ecdsa-sha2-")) {
            throw new FailureException(Failure.of(Failure.Kind.INVALID_SETTINGS, "jwtSecretIsKey"));
        }
        if (SigningKey.isPublicKey(secret) || JwkKeys.isPublicKey(text)) {
            throw new FailureException(Failure.of(Failure.Kind.INVALID_SETTINGS, "jwtSecretIsKey"));
        }
        return new JwtKey(
                secret.clone(), null, "", EnumSet.of(JwtAlgorithm.HS256, JwtAlgorithm.HS384, JwtAlgorithm.HS512));
    }

    /** A key of another kind than a secret. */
    public static JwtKey of(SigningKey key) {
        return new JwtKey(null, key, "", algorithms(key));
    }

    private static Set<JwtAlgorithm> algorithms(SigningKey key) {
        EnumSet<JwtAlgorithm> suited = EnumSet.noneOf(JwtAlgorithm.class);
        String kind = key.publicKey().getAlgorithm();
        for (JwtAlgorithm algorithm : JwtAlgorithm.values()) {
            boolean suits = switch (algorithm.family()) {
                case HMAC -> false;
                case RSA -> kind.equals("RSA");
                case RSA_PSS -> kind.equals("RSA") || kind.equals("RSASSA-PSS");
                case ECDSA -> kind.equals("EC") && key.bits() == algorithm.curveBits();
                case EDWARDS -> kind.equals("EdDSA") || kind.equals("Ed25519");
            };
            if (suits) {
                suited.add(algorithm);
            }
        }
        return suited;
    }

    /**
     * A new key for an algorithm: a secret as long as its hash, RSA with 2048 bits, or its curve. RSA takes up to seconds.
     */
    public static JwtKey generate(JwtAlgorithm algorithm, java.security.SecureRandom random) {
        return switch (algorithm.family()) {
            case HMAC -> {
                byte[] secret = new byte[algorithm.hashBytes()];
                random.nextBytes(secret);
                yield secret(secret);
            }
            case RSA, RSA_PSS -> of(SigningKeyKind.RSA_2048.generate());
            case ECDSA ->
                of((switch (algorithm.curveBits()) {
                            case 256 -> SigningKeyKind.ECDSA_P256;
                            case 384 -> SigningKeyKind.ECDSA_P384;
                            default -> SigningKeyKind.ECDSA_P521;
                        })
                        .generate());
            case EDWARDS -> of(SigningKeyKind.ED25519.generate());
        };
    }

    /** Whether a text is meant to be PEM, a JWK or a set of them, rather than a secret as it is. */
    public static boolean isStructured(String text) {
        return SigningKey.isPem(text) || text.stripLeading().startsWith("{");
    }

    /**
     * The keys of a text: PEM, a JWK (RFC 7517), or a set of them, of which those that are of kinds not known here are left
     * out, as the RFC asks.
     *
     * @param password for an encrypted key in PEM; empty for none
     * @throws FailureException of kind CERTIFICATE if there is none, or one that cannot be decrypted or used
     */
    public static List<JwtKey> read(String text, char[] password) {
        return SigningKey.isPem(text) ? List.of(of(SigningKey.read(text, password))) : JwkKeys.read(text);
    }

    /**
     * The key of a set that a token is to be checked with: the one that it names and whose algorithm it has, else one that it
     * names, else one of its algorithm, at best without an id, or the first.
     */
    static JwtKey pick(List<JwtKey> keys, Jwt token) {
        Optional<String> named = token.keyId();
        Optional<JwtAlgorithm> algorithm = token.algorithm();
        Predicate<JwtKey> suits = key -> algorithm.isPresent() && key.algorithms.contains(algorithm.get());
        Predicate<JwtKey> isNamed = key -> named.isPresent() && named.get().equals(key.id);
        // Two keys may have the same id where they are of different kinds (RFC 7517, 4.5).
        return Stream.of(isNamed.and(suits), isNamed, suits.and(key -> key.id.isEmpty()), suits)
                .flatMap(wanted -> keys.stream().filter(wanted).limit(1))
                .findFirst()
                .orElse(keys.getFirst());
    }

    /** The same key with the id that tokens name it by, and for some of its algorithms only. */
    JwtKey named(String name, Set<JwtAlgorithm> only) {
        EnumSet<JwtAlgorithm> left = EnumSet.noneOf(JwtAlgorithm.class);
        left.addAll(algorithms);
        left.retainAll(only);
        return new JwtKey(secret, key, name, left);
    }

    /** The id that tokens name it by; empty for none. */
    public String id() {
        return id;
    }

    /** What it may be used with, the usual first. */
    public Set<JwtAlgorithm> algorithms() {
        return algorithms;
    }

    /** Whether tokens can be signed with it, not only checked. */
    public boolean canSign() {
        return secret != null || (key != null && key.canSign());
    }

    /** The key; null where it is a secret. */
    public @Nullable SigningKey signingKey() {
        return key;
    }

    /** A copy of the secret, for the caller to erase; null where it is a key of another kind. */
    public byte @Nullable [] secretBytes() {
        return secret == null ? null : secret.clone();
    }

    /** What it is, such as {@code RSA 2048} or a secret and how long it is. */
    public Phrase describe() {
        return key != null ? Phrase.verbatim(key.describe()) : Phrase.of("jwt.key.secret", length());
    }

    private int length() {
        return secret == null ? 0 : secret.length;
    }

    /** What is weak about it for an algorithm; nothing of that keeps it from being used. */
    public List<Phrase> notes(JwtAlgorithm algorithm) {
        List<Phrase> notes = new ArrayList<>();
        if (secret != null) {
            if (WELL_KNOWN.contains(new String(secret, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT))) {
                notes.add(Phrase.of("jwt.key.wellKnown"));
            }
            if (secret.length < algorithm.hashBytes()) {
                notes.add(Phrase.of("jwt.key.short", algorithm.id(), algorithm.hashBytes(), secret.length));
            }
        }
        if (key != null && key.publicKey() instanceof java.security.interfaces.RSAKey && key.bits() < RSA_BITS) {
            notes.add(Phrase.of("jwt.key.rsaShort", RSA_BITS, key.bits()));
        }
        return notes;
    }

    /** Forgets a secret; the key is of no use then. */
    public void erase() {
        if (secret != null) {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /** Signs with an algorithm of its own. */
    byte[] sign(JwtAlgorithm algorithm, byte[] text)
            throws java.security.InvalidKeyException, java.security.SignatureException {
        if (secret != null) {
            return algorithm.mac(secret, text);
        }
        if (key == null || key.privateKey() == null) {
            throw new java.security.InvalidKeyException("a public key");
        }
        return algorithm.sign(key.privateKey(), text);
    }

    /** Whether a signature is right, by an algorithm of its own. */
    boolean verify(JwtAlgorithm algorithm, byte[] text, byte[] signature) {
        return secret != null
                ? algorithm.verifyMac(secret, text, signature)
                : key != null && algorithm.verify(key.publicKey(), text, signature);
    }

    /** Whether it is right, but in the form of certificates. */
    boolean verifyDer(JwtAlgorithm algorithm, byte[] text, byte[] signature) {
        return key != null
                && algorithm.family() == JwtAlgorithm.Family.ECDSA
                && algorithm.verifyDer(key.publicKey(), text, signature);
    }

    /** What kind it is; the key is nobody's business. */
    @Override
    public String toString() {
        return "JwtKey[" + (key != null ? key : "secret") + "]";
    }
}
