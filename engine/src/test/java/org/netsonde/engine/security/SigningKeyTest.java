package org.netsonde.engine.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Objects;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.security.crypto.Pbkdf2;

class SigningKeyTest {

    private static final char[] NONE = {};

    @TempDir
    private Path folder;

    private static String text(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(SigningKeyTest.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "rsa-pkcs1.key, rsa.pem, ''",
        "rsa-pkcs8.key, rsa.pem, ''",
        "rsa-pkcs8-encrypted.key, rsa.pem, secret",
        "rsa-pkcs8-3des.key, rsa.pem, secret",
        "rsa-pkcs8-scrypt.key, rsa.pem, secret",
        "rsa-pkcs1-encrypted.key, rsa.pem, secret",
        "ec-sec1.key, ec.pem, ''",
        "ed25519.key, ed25519.pem, ''"
    })
    void aPrivateKeyHasThePublicKeyOfItsCertificate(String key, String certificate, String password)
            throws IOException {
        SigningKey read = SigningKey.read(text(key), password.toCharArray());
        SigningKey certified = SigningKey.read(text(certificate), NONE);
        assertThat(read.canSign()).isTrue();
        assertThat(certified.canSign()).isFalse();
        assertThat(read.publicKey()).isEqualTo(certified.publicKey());
        assertThat(read.isWhole()).isTrue();
        String oneLine = text(key).replace("\n", "");
        assertThat(SigningKey.read(oneLine, password.toCharArray()).publicKey()).isEqualTo(certified.publicKey());
        assertThat(SigningKey.read(read.publicPem(), NONE).publicKey()).isEqualTo(read.publicKey());
    }

    @ParameterizedTest
    @EnumSource(names = {"ED25519", "ECDSA_P256", "ECDSA_P384", "ECDSA_P521", "RSA_2048"})
    void whatIsWrittenIsReadAgainAndTheOwnerAloneMayReadIt(SigningKeyKind kind) throws IOException {
        SigningKey made = kind.generate();
        Path file = folder.resolve("key.pem");
        made.writePrivate(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        SigningKey read = SigningKey.read(file, NONE);
        assertThat(read.publicKey()).isEqualTo(made.publicKey());
        assertThat(read.privateKey()).isEqualTo(made.privateKey());
        Path shared = folder.resolve("public.pem");
        made.writePublic(shared);
        assertThat(SigningKey.read(shared, NONE).publicKey()).isEqualTo(made.publicKey());
        assertThat(made).asString().doesNotContain(made.publicPem().substring(40, 60));
    }

    @Test
    void aPasswordThatIsMissingOrWrongIsAskedFor() throws IOException {
        String encrypted = text("rsa-pkcs8-encrypted.key");
        assertThatThrownBy(() -> SigningKey.read(encrypted, NONE))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("protected by a password");
        assertThatThrownBy(() -> SigningKey.read(encrypted, "other".toCharArray()))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("does not open")
                .hasMessageNotContaining("other");
    }

    private static String encrypted(KeyDerivationFunc function) throws IOException {
        AlgorithmIdentifier encryption = new AlgorithmIdentifier(
                PKCSObjectIdentifiers.id_PBES2,
                new PBES2Parameters(
                        function,
                        new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(new byte[16]))));
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(new PemObject(
                    "ENCRYPTED PRIVATE KEY", new EncryptedPrivateKeyInfo(encryption, new byte[64]).getEncoded()));
        }
        return text.toString();
    }

    private static void assertCostly(KeyDerivationFunc function) throws IOException {
        String costly = encrypted(function);
        assertThatThrownBy(() -> SigningKey.read(costly, "secret".toCharArray()))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("more work than is allowed here")
                .hasMessageContaining("10000000 rounds of PBKDF2 or with scrypt of at most 256 MiB");
    }

    @Test
    void aKeyThatAsksForBoundlessRoundsIsRefusedBeforeTheyAreDone() throws IOException {
        byte[] salt = new byte[8];
        for (long rounds : new long[] {Pbkdf2.MAX_ROUNDS + 1, Integer.MAX_VALUE}) {
            assertCostly(new KeyDerivationFunc(PKCSObjectIdentifiers.id_PBKDF2, new PBKDF2Params(salt, (int) rounds)));
        }
    }

    @ParameterizedTest
    @CsvSource({"1048576, 8, 1", "16384, 1048576, 1", "16384, 8, 2147483647", "4294967296, 8, 1"})
    void aKeyThatAsksForBoundlessMemoryIsRefusedBeforeItIsTaken(BigInteger n, BigInteger r, BigInteger p)
            throws IOException {
        assertCostly(new KeyDerivationFunc(MiscObjectIdentifiers.id_scrypt, new DERSequence(new ASN1Encodable[] {
            new DEROctetString(new byte[8]), new ASN1Integer(n), new ASN1Integer(r), new ASN1Integer(p)
        })));
    }

    @Test
    void aPointThatIsNotOnItsCurveIsNoKey() throws Exception {
        ECPublicKey good = (ECPublicKey) SigningKeyKind.ECDSA_P256.generate().publicKey();
        ECPoint moved =
                new ECPoint(good.getW().getAffineX(), good.getW().getAffineY().xor(BigInteger.ONE));
        var key = KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(moved, good.getParams()));
        assertThatThrownBy(() -> SigningKey.of(key))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("cannot be read");
        assertThat(SigningKey.of(good).publicKey()).isEqualTo(good);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nothing",
                "-----BEGIN PUBLIC KEY-----\n",
                "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n",
                "-----BEGIN RSA PUBLIC KEY-----\nAAAA\n-----END RSA PUBLIC KEY-----\n",
                "-----BEGIN PRIVATE KEY-----\n****\n-----END PRIVATE KEY-----\n",
                "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
                "-----BEGIN DH PARAMETERS-----\nAAAA\n-----END DH PARAMETERS-----\n"
            })
    void whatIsNoKeyIsRefused(String text) {
        assertThatThrownBy(() -> SigningKey.read(text, NONE))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("key")
                .hasMessageNotContaining("failure.");
    }

    @Test
    void keysThatDoNotSignAreRefusedByTheirKind() throws Exception {
        var agreement = java.security.KeyPairGenerator.getInstance("X25519").generateKeyPair();
        assertThatThrownBy(() -> SigningKey.of(agreement.getPublic()))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("cannot be used for these signatures");
        assertThatThrownBy(() -> SigningKey.of(agreement.getPrivate())).isInstanceOf(FailureException.class);
    }
}
