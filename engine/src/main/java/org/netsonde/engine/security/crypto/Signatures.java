package org.netsonde.engine.security.crypto;

import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.security.SigningKey;

/** Signs texts and files, and checks signatures. Blocks. Stateless. */
public final class Signatures {

    /** What is signed with Ed25519 is held in memory as a whole, so it may not be longer: 64 MiB. */
    public static final int MAX_HELD = 64 << 20;

    /** No signature is longer. */
    private static final int MAX_SIGNATURE = 4096;

    private static final int ED25519_LENGTH = 64;

    private Signatures() {}

    /**
     * Signs. Signatures of ECDSA are written as in certificates (DER), as by OpenSSL.
     *
     * @throws FailureException of kind INVALID_SETTINGS if the key cannot sign, is not for that algorithm or too short, or what
     *     is signed is too long; FILE if a file cannot be read
     * @throws CancellationException if the watch says so
     */
    public static byte[] sign(SignatureAlgorithm algorithm, SigningKey key, SignedContent content, Watch watch) {
        PrivateKey signing = key.privateKey();
        if (signing == null) {
            throw refused("signaturePublic");
        }
        if (!SignatureAlgorithm.of(key).contains(algorithm)) {
            throw refused("signatureOtherKey", algorithm.title(), key.describe());
        }
        requireShort(algorithm, content);
        try {
            Signature signature = algorithm.signature();
            signature.initSign(signing);
            feed(List.of(signature), content, watch);
            return signature.sign();
        } catch (InvalidKeyException | SignatureException e) {
            throw new FailureException(
                    Failure.of(Failure.Kind.INVALID_SETTINGS, "signatureShortKey", algorithm.title(), key.describe()),
                    e);
        }
    }

    /**
     * Checks a signature. Those of ECDSA may be written as in certificates or as two numbers one behind the other, as in tokens.
     *
     * @throws FailureException of kind INVALID_SETTINGS if what is signed is too long; FILE if a file cannot be read
     * @throws CancellationException if the watch says so
     */
    public static SignatureVerdict verify(
            SignatureAlgorithm algorithm, SigningKey key, SignedContent content, byte[] signed, Watch watch) {
        SignatureVerdict form = form(algorithm, key, signed);
        if (form != null) {
            return form;
        }
        requireShort(algorithm, content);
        // By chance the numbers may look like DER, so both are tried where both can be.
        boolean der = !algorithm.isEcdsa() || isDer(signed);
        boolean plain = algorithm.isEcdsa() && signed.length == plainLength(key);
        List<Signature> attempts = new ArrayList<>();
        try {
            if (der) {
                attempts.add(verifier(algorithm.signature(), key));
            }
            if (plain) {
                attempts.add(verifier(algorithm.plainSignature(), key));
            }
            feed(attempts, content, watch);
        } catch (InvalidKeyException | SignatureException e) {
            return wrong(Phrase.of("signature.form", algorithm.title(), key.describe()));
        }
        if (der && isRight(attempts.getFirst(), signed)) {
            return new SignatureVerdict(true, Phrase.of("signature.good", algorithm.title(), key.describe()));
        }
        return plain && isRight(attempts.getLast(), signed)
                ? new SignatureVerdict(true, Phrase.of("signature.goodPlain", algorithm.title(), key.describe()))
                : wrong(Phrase.of("signature.wrong", algorithm.title(), key.describe()));
    }

    private static Signature verifier(Signature signature, SigningKey key) throws InvalidKeyException {
        signature.initVerify(key.publicKey());
        return signature;
    }

    private static boolean isRight(Signature signature, byte[] signed) {
        try {
            return signature.verify(signed);
        } catch (SignatureException e) {
            // It has not even the form of one.
            return false;
        }
    }

    /** What can be seen without what was signed; null if nothing is wrong with that. */
    private static @Nullable SignatureVerdict form(SignatureAlgorithm algorithm, SigningKey key, byte[] signed) {
        if (!SignatureAlgorithm.of(key).contains(algorithm)) {
            return wrong(Phrase.of("signature.otherKey", algorithm.title(), key.describe()));
        }
        if (signed.length == 0) {
            return wrong(Phrase.of("signature.empty"));
        }
        if (algorithm.isEcdsa()) {
            return signed.length > MAX_SIGNATURE || (!isDer(signed) && signed.length != plainLength(key))
                    ? wrong(Phrase.of("signature.ecdsaForm", key.describe(), plainLength(key), signed.length))
                    : null;
        }
        int length = algorithm == SignatureAlgorithm.ED25519 ? ED25519_LENGTH : (key.bits() + 7) / 8;
        return signed.length == length
                ? null
                : wrong(Phrase.of("signature.length", key.describe(), length, signed.length));
    }

    private static SignatureVerdict wrong(Phrase why) {
        return new SignatureVerdict(false, why);
    }

    /** Whether bytes are one sequence in DER, as far as its head says. */
    private static boolean isDer(byte[] signed) {
        if (signed.length < 2 || signed[0] != 0x30) {
            return false;
        }
        int first = signed[1] & 0xff;
        return first < 0x80
                ? first == signed.length - 2
                : first == 0x81 && signed.length > 2 && (signed[2] & 0xff) == signed.length - 3;
    }

    private static int plainLength(SigningKey key) {
        return 2 * ((key.bits() + 7) / 8);
    }

    private static void requireShort(SignatureAlgorithm algorithm, SignedContent content) {
        if (algorithm.needsAll() && content.length() > MAX_HELD) {
            throw refused("signatureLong", MAX_HELD >> 20);
        }
    }

    private static FailureException refused(String name, Object... args) {
        return new FailureException(Failure.of(Failure.Kind.INVALID_SETTINGS, name, args));
    }

    private static void feed(List<Signature> signatures, SignedContent content, Watch watch) throws SignatureException {
        long all = content.length();
        content.read(
                (bytes, count) -> {
                    for (Signature signature : signatures) {
                        signature.update(bytes, 0, count);
                    }
                },
                (done, size) -> {
                    // What is held in memory was asked for its length before.
                    if (done > all) {
                        throw refused("signatureGrows");
                    }
                    return watch.goOn(done, all);
                });
    }
}
