package org.netsonde.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.netsonde.engine.security.SigningKey;
import org.netsonde.engine.security.SigningKeyKind;
import org.netsonde.engine.security.crypto.SignatureAlgorithm;
import org.netsonde.engine.security.crypto.Signatures;
import org.netsonde.engine.security.crypto.SignedContent;
import org.netsonde.engine.security.crypto.Watch;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;

/** Signatures over files go back and forth between OpenSSL's commands and what is here, with keys in files of both. */
class OpenSslSignaturesTest {

    @TempDir
    private Path folder;

    private Path privateKey;
    private Path publicKey;
    private Path content;
    private Path signature;

    @BeforeEach
    void write() throws IOException {
        privateKey = folder.resolve("private.pem");
        publicKey = folder.resolve("public.pem");
        signature = folder.resolve("signature");
        content = Files.write(
                folder.resolve("content"), "What is signed\n".repeat(9999).getBytes(UTF_8));
    }

    private static int status(Object... arguments) {
        List<String> command =
                new ArrayList<>(List.of(Peers.require("openssl", "openssl").toString()));
        Arrays.stream(arguments).map(Object::toString).forEach(command::add);
        try (PeerProcess openssl = PeerProcess.startTalkative("openssl " + arguments[0], command)) {
            openssl.ignore();
            return openssl.status();
        }
    }

    private static Object[] options(SignatureAlgorithm algorithm, Object... last) {
        List<Object> options = new ArrayList<>();
        if (algorithm == SignatureAlgorithm.ED25519) {
            options.addAll(List.of("pkeyutl", "-rawin"));
        } else {
            String name = algorithm.name();
            options.addAll(List.of(
                    "dgst", "-" + name.substring(name.lastIndexOf('_') + 1).toLowerCase(java.util.Locale.ROOT)));
            if (name.startsWith("RSA_PSS")) {
                options.addAll(List.of("-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:digest"));
            }
        }
        options.addAll(List.of(last));
        return options.toArray();
    }

    private int verify(SignatureAlgorithm algorithm, Path file) {
        return algorithm == SignatureAlgorithm.ED25519
                ? status(options(
                        algorithm, "-verify", "-pubin", "-inkey", publicKey, "-sigfile", signature, "-in", file))
                : status(options(algorithm, "-verify", publicKey, "-signature", signature, file));
    }

    private int sign(SignatureAlgorithm algorithm) {
        return algorithm == SignatureAlgorithm.ED25519
                ? status(options(algorithm, "-sign", "-inkey", privateKey, "-in", content, "-out", signature))
                : status(options(algorithm, "-sign", privateKey, "-out", signature, content));
    }

    @ParameterizedTest
    @EnumSource(names = {"ED25519", "ECDSA_P256", "ECDSA_P384", "ECDSA_P521", "RSA_2048"})
    void filesSignedHereAreRightThereAndTheReverse(SigningKeyKind kind) throws IOException {
        SigningKey key = kind.generate();
        key.writePrivate(privateKey);
        key.writePublic(publicKey);
        Path other = Files.writeString(folder.resolve("other"), "other");
        for (SignatureAlgorithm algorithm : SignatureAlgorithm.of(key)) {
            SignedContent signed = new SignedContent.OfFile(content);
            Files.write(signature, Signatures.sign(algorithm, key, signed, Watch.NONE));
            assertThat(verify(algorithm, content)).as("%s there", algorithm).isZero();
            assertThat(verify(algorithm, other)).isNotZero();
            assertThat(sign(algorithm)).isZero();
            byte[] theirs = Files.readAllBytes(signature);
            assertThat(Signatures.verify(algorithm, key, signed, theirs, Watch.NONE)
                            .ok())
                    .as("%s here", algorithm)
                    .isTrue();
        }
    }
}
