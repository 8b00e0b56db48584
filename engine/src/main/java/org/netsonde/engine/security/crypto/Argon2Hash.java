package org.netsonde.engine.security.crypto;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.protocol.SettingsException;

/**
 * What is stored of a password: how it was hashed, and the hash. Written as
 * {@code $argon2id$v=19$m=19456,t=2,p=1$SALT$HASH} (the PHC string format), as other programs do. Immutable.
 */
public final class Argon2Hash {

    /** The longest text that is read. */
    public static final int MAX_TEXT = 4096;

    private static final int VERSION = 19;

    // Not more digits than an int holds; the bounds are those of the parameters.
    private static final Pattern FORM = Pattern.compile(
            "\\$argon2id\\$v=(\\d{1,9})\\$m=(\\d{1,9}),t=(\\d{1,9}),p=(\\d{1,9})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    private static final Pattern OTHER = Pattern.compile("\\$([a-z0-9-]{1,32})\\$.*", Pattern.DOTALL);

    private final Argon2Parameters parameters;
    private final byte[] salt;
    private final byte[] hash;

    /**
     * A hash that was made with these.
     *
     * @throws SettingsException if salt or hash are out of their bounds
     */
    Argon2Hash(Argon2Parameters parameters, byte[] salt, byte[] hash) {
        Bounds.check("salt", salt.length, Argon2id.MIN_SALT, Argon2id.MAX_SALT);
        Bounds.check("length", hash.length, Argon2id.MIN_LENGTH, Argon2id.MAX_LENGTH);
        this.parameters = parameters;
        this.salt = salt.clone();
        this.hash = hash.clone();
    }

    /** The hash of a key that {@link Argon2id#derive} made. */
    public static Argon2Hash of(Argon2Parameters parameters, byte[] salt, byte[] key) {
        return new Argon2Hash(parameters, salt, key);
    }

    /**
     * Reads the text of a hash, from wherever it is.
     *
     * @throws FailureException of kind INVALID_SETTINGS if it is none of Argon2id, or asks for more work than is allowed
     */
    public static Argon2Hash parse(String text) {
        Matcher parts = FORM.matcher(text.length() > MAX_TEXT ? "" : text);
        if (!parts.matches()) {
            Matcher other = OTHER.matcher(text.length() > MAX_TEXT ? "" : text);
            if (other.matches() && !other.group(1).equals("argon2id")) {
                throw refused("argon2Other", other.group(1));
            }
            throw refused("argon2Form");
        }
        int version = Integer.parseInt(parts.group(1));
        if (version != VERSION) {
            throw refused("argon2Version", version);
        }
        try {
            Argon2Parameters parameters = new Argon2Parameters(
                    Integer.parseInt(parts.group(2)),
                    Integer.parseInt(parts.group(3)),
                    Integer.parseInt(parts.group(4)));
            return new Argon2Hash(parameters, bytes(parts.group(5)), bytes(parts.group(6)));
        } catch (SettingsException e) {
            throw new FailureException(
                    Failure.of(
                            Failure.Kind.INVALID_SETTINGS,
                            "argon2Bounds",
                            e.problems().getFirst().field(),
                            e.problems().getFirst().text()),
                    e);
        }
    }

    private static byte[] bytes(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new FailureException(Failure.of(Failure.Kind.INVALID_SETTINGS, "argon2Form"), e);
        }
    }

    private static FailureException refused(String name, Object... args) {
        return new FailureException(Failure.of(Failure.Kind.INVALID_SETTINGS, name, args));
    }

    /** How it was made. */
    public Argon2Parameters parameters() {
        return parameters;
    }

    /** Its salt. */
    public byte[] salt() {
        return salt.clone();
    }

    /** Whether this is the password; compared in the same time whatever it is. Takes as long as making the hash did. */
    public boolean verify(byte[] password) {
        return MessageDigest.isEqual(hash, Argon2id.derive(password, salt, parameters, hash.length));
    }

    /**
     * Whether it is to be made anew, at the next login, where hashes are made with those parameters: they are stronger, or its
     * salt or hash is shorter than usual.
     */
    public boolean isWeakerThan(Argon2Parameters asked) {
        return parameters.isWeakerThan(asked) || salt.length < Argon2id.SALT || hash.length < Argon2id.HASH;
    }

    /** As it is stored. */
    public String write() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return start() + "$" + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
    }

    private String start() {
        return "$argon2id$v=" + VERSION + "$m=" + parameters.memory() + ",t=" + parameters.iterations() + ",p="
                + parameters.parallelism();
    }

    /** How it was made, without salt and hash, for logs. */
    @Override
    public String toString() {
        return start() + "$…";
    }
}
