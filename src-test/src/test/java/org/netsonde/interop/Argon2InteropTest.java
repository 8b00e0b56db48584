package org.netsonde.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.engine.security.crypto.Argon2Hash;
import org.netsonde.engine.security.crypto.Argon2Parameters;
import org.netsonde.engine.security.crypto.Argon2id;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;

/** Hashes of passwords that Python's argon2-cffi makes are known here, and those made here are known to it. */
class Argon2InteropTest {

    private static final byte[] PASSWORD = "pässword".getBytes(UTF_8);
    private static final byte[] OTHER = "password".getBytes(UTF_8);

    private PeerProcess python;

    @BeforeEach
    void open() {
        Peers.requirePythonModule("argon2", "python3-argon2");
        python = Peers.python("argon2_tools.py");
    }

    @AfterEach
    void close() {
        if (python != null) {
            python.close();
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @ParameterizedTest
    @CsvSource({"8, 1, 1, 4, 8", "64, 3, 4, 16, 16", "19456, 2, 1, 32, 16", "1000, 5, 7, 99, 64"})
    void hashesOfPythonAreKnownHere(int memory, int iterations, int lanes, int length, int salt) {
        Argon2Hash hash = Argon2Hash.parse(python.ask(
                "hash " + memory + " " + iterations + " " + lanes + " " + length + " " + salt + " " + hex(PASSWORD)));
        assertThat(hash.parameters()).isEqualTo(new Argon2Parameters(memory, iterations, lanes));
        assertThat(hash.verify(PASSWORD)).isTrue();
        assertThat(hash.verify(OTHER)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"8, 1, 1", "64, 3, 4", "19456, 2, 1"})
    void hashesFromHereAreKnownToPython(int memory, int iterations, int lanes) {
        String hash = Argon2id.hash(PASSWORD, new Argon2Parameters(memory, iterations, lanes), new SecureRandom())
                .write();
        assertThat(python.ask("verify " + hash + " " + hex(PASSWORD))).isEqualTo("True");
        assertThat(python.ask("verify " + hash + " " + hex(OTHER))).isEqualTo("False");
    }
}
