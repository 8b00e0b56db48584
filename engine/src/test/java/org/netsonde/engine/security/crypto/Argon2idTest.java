package org.netsonde.engine.security.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.protocol.Problem;
import org.netsonde.engine.protocol.SettingsException;

class Argon2idTest {

    private static final Argon2Parameters SMALL = new Argon2Parameters(64, 1, 1);

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** Of the tests of the reference implementation, {@code test.c} of phc-winner-argon2. */
    @ParameterizedTest
    @CsvSource({
        "65536, 2, 1, password, somesalt, 09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7",
        "256, 2, 1, password, somesalt, 9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe",
        "256, 2, 2, password, somesalt, 6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037",
        "65536, 1, 1, password, somesalt, f6a5adc1ba723dddef9b5ac1d464e180fcd9dffc9d1cbf76cca2fed795d9ca98",
        "65536, 2, 1, differentpassword, somesalt, 0b84d652cf6b0c4beaef0dfe278ba6a80df6696281d7e0d2891b817d8c458fde",
        "65536, 2, 1, password, diffsalt, bdf32b05ccc42eb15d58fd19b1f856b113da1e9a5874fdcc544308565aa8141c"
    })
    void theKeyIsThatOfTheReference(int memory, int iterations, int lanes, String password, String salt, String hex) {
        byte[] key = Argon2id.derive(bytes(password), bytes(salt), new Argon2Parameters(memory, iterations, lanes), 32);
        assertThat(HexFormat.of().formatHex(key)).isEqualTo(hex);
    }

    @Test
    void aHashKnowsItsPasswordAndNoOther() {
        Argon2Hash hash = Argon2id.hash(bytes("correct horse"), SMALL, new SecureRandom());
        assertThat(hash.verify(bytes("correct horse"))).isTrue();
        assertThat(hash.verify(bytes("correct horsf"))).isFalse();
        assertThat(hash.verify(new byte[0])).isFalse();
    }

    @Test
    void everyHashHasASaltOfItsOwn() {
        SecureRandom random = new SecureRandom();
        assertThat(Argon2id.hash(bytes("a"), SMALL, random).write())
                .isNotEqualTo(Argon2id.hash(bytes("a"), SMALL, random).write());
    }

    @Test
    void aHashIsReadAsItIsWritten() {
        String text = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
        Argon2Hash hash = Argon2Hash.parse(text);
        assertThat(hash.write()).isEqualTo(text);
        assertThat(hash.parameters()).isEqualTo(new Argon2Parameters(256, 2, 1));
        assertThat(hash.salt()).isEqualTo(bytes("somesalt"));
        assertThat(hash.verify(bytes("password"))).isTrue();
    }

    @Test
    void aHashDoesNotTellItselfInLogs() {
        Argon2Hash hash = Argon2id.hash(bytes("a"), SMALL, new SecureRandom());
        assertThat(hash).hasToString("$argon2id$v=19$m=64,t=1,p=1$…");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "password",
                "$argon2id$",
                "$argon2id$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR",
                "$argon2id$v=19$m=256,t=2$c29tZXNhbHQ$nf65EOgLrQMR",
                "$argon2id$v=19$t=2,m=256,p=1$c29tZXNhbHQ$nf65EOgLrQMR",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ=$nf65EOgLrQMR",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhb$nf65EOgLrQMRa",
                "$argon2id$v=19$m=99999999999,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR\n"
            })
    void whatIsNoHashIsRefused(String text) {
        assertThatThrownBy(() -> Argon2Hash.parse(text))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().what().key()).isEqualTo("failure.argon2Form.what"));
    }

    @Test
    void aLongTextIsRefused() {
        String text = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$" + "A".repeat(10_000_000);
        assertThatThrownBy(() -> Argon2Hash.parse(text))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().what().key()).isEqualTo("failure.argon2Form.what"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    $argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR | This is a hash of argon2i, not of Argon2id.
                    $2b$12$abcdefghijklmnopqrstuv | This is a hash of 2b, not of Argon2id.
                    $argon2id$v=16$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR | This hash was made by version 16
                    $argon2id$v=19$m=99999999,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR | its memory must be from 8 to 262144
                    $argon2id$v=19$m=262144,t=1000,p=1$c29tZXNhbHQ$nf65EOgLrQMR | its iterations must be at most 8
                    $argon2id$v=19$m=8,t=2,p=2$c29tZXNhbHQ$nf65EOgLrQMR | its memory must be at least 16
                    $argon2id$v=19$m=256,t=0,p=1$c29tZXNhbHQ$nf65EOgLrQMR | its iterations must be from 1 to 1000
                    $argon2id$v=19$m=256,t=2,p=1$c29t$nf65EOgLrQMR | its salt must be from 8 to 1024
                    $argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65 | its length must be from 4 to 1024
                    """)
    void whatIsNotDoneHereIsRefusedWithTheReason(String text, String reason) {
        assertThatThrownBy(() -> Argon2Hash.parse(text))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void everyBadParameterIsNamed() {
        assertThatThrownBy(() -> new Argon2Parameters(0, 0, 0))
                .isInstanceOfSatisfying(
                        SettingsException.class,
                        e -> assertThat(e.problems())
                                .extracting(Problem::field)
                                .containsExactly("memory", "iterations", "parallelism"));
    }

    @ParameterizedTest
    @CsvSource({
        "19456, 2, 1, false",
        "19456, 2, 4, false",
        "65536, 1, 1, false",
        "19456, 1, 1, true",
        "9216, 100, 1, true",
        "19457, 1, 1, true"
    })
    void hashesAreWeakerWithLessMemoryOrLessWork(int memory, int iterations, int lanes, boolean weaker) {
        assertThat(new Argon2Parameters(memory, iterations, lanes).isWeakerThan(Argon2Parameters.USUAL))
                .isEqualTo(weaker);
    }

    @Test
    void aShortHashIsWeakerWhateverItsParameters() {
        byte[] salt = new byte[16];
        assertThat(Argon2Hash.of(SMALL, salt, new byte[32]).isWeakerThan(SMALL)).isFalse();
        assertThat(Argon2Hash.of(SMALL, salt, new byte[16]).isWeakerThan(SMALL)).isTrue();
        assertThat(Argon2Hash.of(SMALL, new byte[8], new byte[32]).isWeakerThan(SMALL))
                .isTrue();
    }
}
