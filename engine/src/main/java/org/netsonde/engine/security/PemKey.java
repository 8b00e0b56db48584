package org.netsonde.engine.security;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.function.Function;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBEParameter;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.EncryptionException;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.protocol.SettingsException;
import org.netsonde.engine.security.crypto.Pbkdf2;
import org.netsonde.engine.security.crypto.Scrypt;

/** Reads one private key in PEM. Stateless. */
final class PemKey {

    private PemKey() {}

    /** Why there is no key. */
    enum Refusal {
        BROKEN,
        PASSWORD_NEEDED,
        PASSWORD_WRONG,
        /** Trying a password would take more work than {@link Pbkdf2#MAX_ROUNDS} or the bounds of {@link Scrypt} allow. */
        TOO_COSTLY
    }

    /**
     * The key of a block, whichever of the usual forms it has.
     *
     * @param words how to say why there is none
     * @throws FailureException with these words
     */
    static PrivateKey read(PemObject block, char[] password, Function<Refusal, Failure> words) {
        try {
            PrivateKeyInfo key = switch (parse(block)) {
                case PrivateKeyInfo plain -> plain;
                case PEMKeyPair pair -> pair.getPrivateKeyInfo();
                case PKCS8EncryptedPrivateKeyInfo encrypted -> decrypt(encrypted, password, words);
                case PEMEncryptedKeyPair encrypted -> decrypt(encrypted, password, words);
                default -> throw new IOException("not a key: " + block.getType());
            };
            return KeyFactory.getInstance(
                            key.getPrivateKeyAlgorithm().getAlgorithm().getId())
                    .generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException | IllegalStateException e) {
            throw new FailureException(words.apply(Refusal.BROKEN), e);
        }
    }

    private static Object parse(PemObject block) throws IOException {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(block);
        }
        // Parsers of single blocks are not public, so it is read from its text once more.
        try (PEMParser parser = new PEMParser(new StringReader(text.toString()))) {
            Object key = parser.readObject();
            if (key == null) {
                throw new IOException("no key");
            }
            return key;
        }
    }

    private static PrivateKeyInfo decrypt(
            PKCS8EncryptedPrivateKeyInfo encrypted, char[] password, Function<Refusal, Failure> words) {
        // The key itself says how much work and memory each password takes.
        if (isCostly(encrypted.toASN1Structure().getEncryptionAlgorithm())) {
            throw new FailureException(words.apply(Refusal.TOO_COSTLY));
        }
        requirePassword(password, words);
        try {
            return encrypted.decryptPrivateKeyInfo(new JceOpenSSLPKCS8DecryptorProviderBuilder()
                    .setProvider(new BouncyCastleProvider())
                    .build(password));
        } catch (PKCSException | OperatorCreationException | IllegalArgumentException e) {
            throw new FailureException(words.apply(Refusal.PASSWORD_WRONG), e);
        }
    }

    /**
     * Whether a password would take too much work.
     *
     * @throws IllegalArgumentException if the parameters are none of their kind
     */
    private static boolean isCostly(AlgorithmIdentifier encryption) {
        if (!PKCSObjectIdentifiers.id_PBES2.equals(encryption.getAlgorithm())) {
            // The older ones, those of PKCS#12 included, all have a salt and a count.
            return isCostly(PBEParameter.getInstance(encryption.getParameters()).getIterationCount());
        }
        KeyDerivationFunc function =
                PBES2Parameters.getInstance(encryption.getParameters()).getKeyDerivationFunc();
        ASN1Encodable parameters = function.getParameters();
        return MiscObjectIdentifiers.id_scrypt.equals(function.getAlgorithm())
                ? isCostly(ScryptParams.getInstance(parameters))
                : isCostly(PBKDF2Params.getInstance(parameters).getIterationCount());
    }

    private static boolean isCostly(BigInteger rounds) {
        return rounds.compareTo(BigInteger.valueOf(Pbkdf2.MAX_ROUNDS)) > 0;
    }

    private static boolean isCostly(ScryptParams asked) {
        try {
            new Scrypt(
                    asked.getCostParameter().intValueExact(),
                    asked.getBlockSize().intValueExact(),
                    asked.getParallelizationParameter().intValueExact());
            return false;
        } catch (SettingsException | ArithmeticException e) {
            return true;
        }
    }

    private static PrivateKeyInfo decrypt(
            PEMEncryptedKeyPair encrypted, char[] password, Function<Refusal, Failure> words) throws IOException {
        requirePassword(password, words);
        try {
            return encrypted
                    .decryptKeyPair(new JcePEMDecryptorProviderBuilder()
                            .setProvider(new BouncyCastleProvider())
                            .build(password))
                    .getPrivateKeyInfo();
        } catch (EncryptionException e) {
            throw new FailureException(words.apply(Refusal.PASSWORD_WRONG), e);
        }
    }

    private static void requirePassword(char[] password, Function<Refusal, Failure> words) {
        if (password.length == 0) {
            throw new FailureException(words.apply(Refusal.PASSWORD_NEEDED));
        }
    }
}
