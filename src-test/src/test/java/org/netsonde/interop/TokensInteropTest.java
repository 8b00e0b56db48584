package org.netsonde.interop;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.netsonde.engine.security.SigningKey;
import org.netsonde.engine.security.SigningKeyKind;
import org.netsonde.engine.security.crypto.SignatureAlgorithm;
import org.netsonde.engine.security.crypto.SignatureVerdict;
import org.netsonde.engine.security.crypto.Signatures;
import org.netsonde.engine.security.crypto.SignedContent;
import org.netsonde.engine.security.crypto.Watch;
import org.netsonde.engine.security.jwt.JwtAlgorithm;
import org.netsonde.engine.security.jwt.JwtKey;
import org.netsonde.engine.security.jwt.JwtRules;
import org.netsonde.engine.security.jwt.JwtVerdict;
import org.netsonde.engine.security.jwt.Jwts;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;

/** Tokens and signatures go back and forth between Python's libraries and what is here, with every algorithm. */
class TokensInteropTest {

    private static final char[] NONE = {};
    private static final String CLAIMS = "{\"sub\": \"alice\", \"n\": 1.5, \"exp\": 99999999999}";
    private static final byte[] TEXT = "What is signed".getBytes(UTF_8);

    private PeerProcess python;

    @BeforeEach
    void start() {
        Peers.requirePythonModule("jwt", "python3-jwt");
        Peers.requirePythonModule("cryptography", "python3-cryptography");
        python = Peers.python("tokens.py");
    }

    @AfterEach
    void close() {
        if (python != null) {
            python.close();
        }
    }

    private String ask(String command, String name, byte[]... words) {
        StringBuilder line = new StringBuilder(command + " " + name);
        for (byte[] word : words) {
            line.append(' ').append(HexFormat.of().formatHex(word));
        }
        return python.ask(line.toString());
    }

    private byte[] bytes(String command, String name, byte[]... words) {
        return HexFormat.of().parseHex(ask(command, name, words));
    }

    private String text(String command, String name, byte[]... words) {
        return new String(bytes(command, name, words), UTF_8);
    }

    private String generate(String kind, String form) {
        return new String(HexFormat.of().parseHex(python.ask("generate " + kind + " " + form)), UTF_8);
    }

    /** A key of Python's, as it reads one that signs. */
    private byte[] keyOfPython(JwtAlgorithm algorithm) {
        return switch (algorithm.family()) {
            case HMAC ->
                "a secret of at least sixty-four bytes, so that each hash is content with it".getBytes(US_ASCII);
            case RSA, RSA_PSS -> generate("rsa", "pkcs8").getBytes(US_ASCII);
            case ECDSA ->
                generate(
                                switch (algorithm) {
                                    case ES256 -> "p256";
                                    case ES384 -> "p384";
                                    default -> "p521";
                                },
                                "pkcs8")
                        .getBytes(US_ASCII);
            case EDWARDS -> generate("ed25519", "pkcs8").getBytes(US_ASCII);
        };
    }

    @ParameterizedTest
    @EnumSource
    void aTokenOfPythonIsRightHere(JwtAlgorithm algorithm) {
        byte[] key = keyOfPython(algorithm);
        boolean secret = algorithm.family() == JwtAlgorithm.Family.HMAC;
        String token = text("jwt-sign", algorithm.id(), key, CLAIMS.getBytes(UTF_8));
        JwtKey here = secret
                ? JwtKey.secret(key)
                : JwtKey.read(text("public", "spki", key), NONE).getFirst();
        JwtVerdict verdict = Jwts.verify(token, here, JwtRules.at(Instant.now()));
        assertThat(verdict.ok()).as("%s", verdict.findings()).isTrue();
        assertThat(verdict.token().claims()).hasToString(Jwts.object(CLAIMS).toString());
    }

    @ParameterizedTest
    @EnumSource
    void aTokenMadeHereIsRightInPython(JwtAlgorithm algorithm) {
        JwtKey key = JwtKey.generate(algorithm, new SecureRandom());
        SigningKey pair = key.signingKey();
        byte[] secret = key.secretBytes();
        byte[] known = pair != null ? pair.publicPem().getBytes(US_ASCII) : secret;
        assertThat(known).isNotNull();
        String token = Jwts.sign(algorithm, Jwts.object(CLAIMS), key);
        String claims = text("jwt-verify", algorithm.id(), known, token.getBytes(US_ASCII));
        assertThat(Jwts.object(claims)).isEqualTo(Jwts.object(CLAIMS));
        String other = Jwts.sign(algorithm, Jwts.object("{}"), JwtKey.generate(algorithm, new SecureRandom()));
        assertThat(ask("jwt-verify", algorithm.id(), known, other.getBytes(US_ASCII)))
                .isEqualTo("refused InvalidSignatureError");
    }

    @ParameterizedTest
    @CsvSource({"RS256, rsa", "EdDSA, ed25519"})
    void aKeyThatPythonWritesInJsonIsRead(String algorithm, String kind) {
        byte[] pem = generate(kind, "pkcs8").getBytes(US_ASCII);
        JwtKey key = JwtKey.read(text("jwk", algorithm, pem), NONE).getFirst();
        String token = text("jwt-sign", algorithm, pem, CLAIMS.getBytes(UTF_8));
        assertThat(Jwts.verify(token, key, JwtRules.at(Instant.now())).ok()).isTrue();
        assertThat(key.canSign()).isTrue();
        String here = Jwts.sign(JwtAlgorithm.of(algorithm).orElseThrow(), Jwts.object(CLAIMS), key);
        assertThat(Jwts.object(text("jwt-verify", algorithm, bytes("public", "spki", pem), here.getBytes(US_ASCII))))
                .isEqualTo(Jwts.object(CLAIMS));
    }

    @ParameterizedTest
    @EnumSource(names = {"ED25519", "ECDSA_P256", "ECDSA_P384", "ECDSA_P521", "RSA_2048"})
    void whatIsSignedHereIsRightInPython(SigningKeyKind kind) {
        SigningKey key = kind.generate();
        byte[] pem = key.publicPem().getBytes(US_ASCII);
        for (SignatureAlgorithm algorithm : SignatureAlgorithm.of(key)) {
            byte[] signed = Signatures.sign(algorithm, key, new SignedContent.Bytes(TEXT), Watch.NONE);
            assertThat(ask("verify", algorithm.name(), pem, TEXT, signed))
                    .as("%s", algorithm)
                    .isEqualTo("ok");
            assertThat(ask("verify", algorithm.name(), pem, "other".getBytes(US_ASCII), signed))
                    .isEqualTo("refused InvalidSignature");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ed25519, pkcs8",
        "p256, pkcs8",
        "p256, sec1",
        "p384, sec1",
        "p521, pkcs8",
        "p521, sec1",
        "rsa, pkcs8",
        "rsa, pkcs1"
    })
    void whatPythonSignsIsRightHere(String kind, String form) {
        byte[] pem = generate(kind, form).getBytes(US_ASCII);
        SigningKey key = SigningKey.read(new String(pem, US_ASCII), NONE);
        assertThat(key.publicPem()).isEqualTo(text("public", "spki", pem));
        for (SignatureAlgorithm algorithm : SignatureAlgorithm.of(key)) {
            byte[] signed = bytes("sign", algorithm.name(), pem, TEXT);
            SignatureVerdict verdict =
                    Signatures.verify(algorithm, key, new SignedContent.Bytes(TEXT), signed, Watch.NONE);
            assertThat(verdict.ok()).as("%s", verdict.text()).isTrue();
        }
    }

    @Test
    void aPublicKeyInPkcs1IsRead() {
        byte[] pem = generate("rsa", "pkcs1").getBytes(US_ASCII);
        assertThat(SigningKey.read(text("public", "pkcs1", pem), NONE).publicKey())
                .isEqualTo(SigningKey.read(new String(pem, US_ASCII), NONE).publicKey());
    }
}
