package org.netsonde.engine.security.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.security.SigningKey;
import org.netsonde.engine.security.SigningKeyKind;

class SignaturesTest {

    private static final SignedContent TEXT =
            new SignedContent.Bytes("What is signed".getBytes(StandardCharsets.UTF_8));

    @TempDir
    private Path folder;

    private static byte[] sign(SignatureAlgorithm algorithm, SigningKey key) {
        return Signatures.sign(algorithm, key, TEXT, Watch.NONE);
    }

    private static SignatureVerdict verify(SignatureAlgorithm algorithm, SigningKey key, byte[] signed) {
        return Signatures.verify(algorithm, key, TEXT, signed, Watch.NONE);
    }

    @ParameterizedTest
    @EnumSource(names = {"ED25519", "ECDSA_P256", "ECDSA_P384", "ECDSA_P521", "RSA_2048"})
    void whatAKeySignsItFindsRight(SigningKeyKind kind) {
        SigningKey key = kind.generate();
        SigningKey other = kind.generate();
        assertThat(key.describe()).isEqualTo(kind.title());
        for (SignatureAlgorithm algorithm : SignatureAlgorithm.of(key)) {
            byte[] signed = sign(algorithm, key);
            assertThat(verify(algorithm, key.withoutPrivate(), signed).ok())
                    .as("%s", algorithm)
                    .isTrue();
            assertThat(verify(algorithm, other, signed).ok()).isFalse();
            SignedContent changed = new SignedContent.Bytes("What was signed".getBytes(StandardCharsets.UTF_8));
            assertThat(Signatures.verify(algorithm, key, changed, signed, Watch.NONE)
                            .text()
                            .key())
                    .isEqualTo("signature.wrong");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ED25519", "ECDSA_P256", "RSA_2048"})
    void noSignatureWithABitFlippedOrCutOffIsTakenAndNoneThrows(SigningKeyKind kind) {
        SigningKey key = kind.generate();
        SignatureAlgorithm algorithm = SignatureAlgorithm.of(key).getFirst();
        byte[] signed = sign(algorithm, key);
        Random random = new Random(3);
        for (int i = 0; i < signed.length; i++) {
            byte[] flipped = signed.clone();
            flipped[i] ^= (byte) (1 << random.nextInt(8));
            assertThat(verify(algorithm, key, flipped).ok()).isFalse();
            assertThat(verify(algorithm, key, java.util.Arrays.copyOf(signed, i))
                            .ok())
                    .isFalse();
        }
        assertThat(verify(algorithm, key, new byte[100_000]).ok()).isFalse();
    }

    @Test
    void signaturesOfEcdsaAreTakenInBothForms() throws Exception {
        SigningKey key = SigningKeyKind.ECDSA_P521.generate();
        Signature plain = Signature.getInstance("SHA512withECDSAinP1363Format");
        plain.initSign(key.privateKey());
        plain.update("What is signed".getBytes(StandardCharsets.UTF_8));
        SignatureVerdict verdict = verify(SignatureAlgorithm.ECDSA_SHA512, key, plain.sign());
        assertThat(verdict.ok()).isTrue();
        assertThat(verdict.text().key()).isEqualTo("signature.goodPlain");
    }

    @Test
    void whatIsNoSignatureOfThatKeyIsCalledSo() {
        SigningKey curve = SigningKeyKind.ECDSA_P256.generate();
        SigningKey edwards = SigningKeyKind.ED25519.generate();
        assertThat(verify(SignatureAlgorithm.ECDSA_SHA256, curve, new byte[7]).text())
                .hasToString(
                        "That is no signature by this key: ECDSA P-256 makes a DER sequence of two numbers, or 64 bytes;"
                                + " these are 7 of another form.");
        assertThat(verify(SignatureAlgorithm.ED25519, edwards, new byte[63])
                        .text()
                        .key())
                .isEqualTo("signature.length");
        assertThat(verify(SignatureAlgorithm.ED25519, edwards, new byte[0])
                        .text()
                        .key())
                .isEqualTo("signature.empty");
        assertThat(verify(SignatureAlgorithm.ED25519, curve, new byte[64])
                        .text()
                        .key())
                .isEqualTo("signature.otherKey");
        assertThatThrownBy(() -> sign(SignatureAlgorithm.ED25519, curve)).isInstanceOf(FailureException.class);
        assertThatThrownBy(() -> sign(SignatureAlgorithm.ED25519, edwards.withoutPrivate()))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("Give the private key");
    }

    @Test
    void aFileIsSignedInStepsWithProgress() throws IOException {
        Path file = folder.resolve("large");
        byte[] content = new byte[300_000];
        new Random(1).nextBytes(content);
        Files.write(file, content);
        SigningKey key = SigningKeyKind.ECDSA_P256.generate();
        List<Long> steps = new ArrayList<>();
        SignedContent ofFile = new SignedContent.OfFile(file);
        byte[] signed = Signatures.sign(SignatureAlgorithm.ECDSA_SHA256, key, ofFile, (done, all) -> {
            steps.add(done);
            return all == 300_000;
        });
        assertThat(steps).hasSize(6).isSorted().startsWith(0L).endsWith(300_000L);
        SignatureVerdict verdict = Signatures.verify(
                SignatureAlgorithm.ECDSA_SHA256, key, new SignedContent.Bytes(content), signed, Watch.NONE);
        assertThat(verdict.ok()).isTrue();
        assertThatThrownBy(() -> Signatures.sign(SignatureAlgorithm.ECDSA_SHA256, key, ofFile, (done, all) -> false))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void aFileThatIsNotThereOrTooLongForEd25519IsRefused() throws IOException {
        SigningKey key = SigningKeyKind.ED25519.generate();
        assertThatThrownBy(() -> Signatures.sign(
                        SignatureAlgorithm.ED25519, key, new SignedContent.OfFile(folder.resolve("none")), Watch.NONE))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().kind()).isEqualTo(Failure.Kind.FILE));
        Path sparse = folder.resolve("sparse");
        try (var channel = Files.newByteChannel(
                sparse, java.nio.file.StandardOpenOption.CREATE_NEW, java.nio.file.StandardOpenOption.WRITE)) {
            channel.position(Signatures.MAX_HELD).write(java.nio.ByteBuffer.wrap(new byte[1]));
        }
        assertThatThrownBy(() ->
                        Signatures.sign(SignatureAlgorithm.ED25519, key, new SignedContent.OfFile(sparse), Watch.NONE))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("64 MiB");
    }

    @Test
    void everyAlgorithmHasAKeyThatItIsFor() {
        assertThat(Stream.of(SigningKeyKind.ED25519, SigningKeyKind.ECDSA_P256, SigningKeyKind.RSA_2048)
                        .flatMap(kind -> SignatureAlgorithm.of(kind.generate()).stream()))
                .containsExactlyInAnyOrder(SignatureAlgorithm.values());
    }

    @Test
    void aKeyThatIsTooShortForItsHashIsRefused() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(512);
        SigningKey shortKey = SigningKey.of(generator.generateKeyPair());
        assertThatThrownBy(() -> sign(SignatureAlgorithm.RSA_PSS_SHA512, shortKey))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("too short or broken (RSA 512)");
        assertThat(verify(SignatureAlgorithm.RSA_PSS_SHA512, shortKey, new byte[64])
                        .ok())
                .isFalse();
    }
}
