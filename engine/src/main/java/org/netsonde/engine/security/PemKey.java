package org.netsonde.engine.security;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
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

/** Reads one private key of a PEM file. Stateless. */
final class PemKey {

    private PemKey() {}

    /** The key of a block, whichever of the usual forms it has. */
    static PrivateKey read(PemObject block, Path file, char[] password) {
        try {
            PrivateKeyInfo key = switch (parse(block)) {
                case PrivateKeyInfo plain -> plain;
                case PEMKeyPair pair -> pair.getPrivateKeyInfo();
                case PKCS8EncryptedPrivateKeyInfo encrypted -> decrypt(encrypted, file, password);
                case PEMEncryptedKeyPair encrypted -> decrypt(encrypted, file, password);
                default -> throw new IOException("not a key: " + block.getType());
            };
            return KeyFactory.getInstance(
                            key.getPrivateKeyAlgorithm().getAlgorithm().getId())
                    .generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException | IllegalStateException e) {
            throw new FailureException(Failure.of(Failure.Kind.CERTIFICATE, "keyBroken", file), e);
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

    private static PrivateKeyInfo decrypt(PKCS8EncryptedPrivateKeyInfo encrypted, Path file, char[] password) {
        requirePassword(file, password);
        try {
            return encrypted.decryptPrivateKeyInfo(new JceOpenSSLPKCS8DecryptorProviderBuilder()
                    .setProvider(new BouncyCastleProvider())
                    .build(password));
        } catch (PKCSException | OperatorCreationException | IllegalArgumentException e) {
            throw wrongPassword(file, e);
        }
    }

    private static PrivateKeyInfo decrypt(PEMEncryptedKeyPair encrypted, Path file, char[] password)
            throws IOException {
        requirePassword(file, password);
        try {
            return encrypted
                    .decryptKeyPair(new JcePEMDecryptorProviderBuilder()
                            .setProvider(new BouncyCastleProvider())
                            .build(password))
                    .getPrivateKeyInfo();
        } catch (EncryptionException e) {
            throw wrongPassword(file, e);
        }
    }

    private static void requirePassword(Path file, char[] password) {
        if (password.length == 0) {
            throw new FailureException(Failure.of(Failure.Kind.CERTIFICATE, "passwordNeeded", file));
        }
    }

    private static FailureException wrongPassword(Path file, Exception e) {
        return new FailureException(Failure.of(Failure.Kind.CERTIFICATE, "passwordWrong", file), e);
    }
}
