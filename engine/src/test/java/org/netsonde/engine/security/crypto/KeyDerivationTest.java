package org.netsonde.engine.security.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.engine.protocol.SettingsException;

class KeyDerivationTest {

    private static final byte[] PASSWORD = "password".getBytes(UTF_8);
    private static final byte[] SALT = "salt".getBytes(UTF_8);

    @Test
    void roundsCanBeCancelled() {
        Pbkdf2 kdf = new Pbkdf2(Hmac.SHA256, Pbkdf2.MAX_ROUNDS);
        assertThatThrownBy(() -> kdf.derive(PASSWORD, SALT, 32, (done, all) -> done < 10_000))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void progressIsOverAllBlocks() {
        long[] last = new long[2];
        new Pbkdf2(Hmac.SHA256, 10_000).derive(PASSWORD, SALT, 64, (done, all) -> {
            assertThat(done).isGreaterThan(last[0]);
            last[0] = done;
            last[1] = all;
            return true;
        });
        assertThat(last[0]).isGreaterThan(10_000);
        assertThat(last[1]).isEqualTo(20_000);
    }

    @Test
    void whatIsOutOfBoundsIsNamed() {
        assertThatThrownBy(() -> new Pbkdf2(Hmac.SHA256, 0))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("rounds: must be from 1 to 10000000, not 0");
        assertThatThrownBy(() -> new Pbkdf2(Hmac.SHA256, 1).derive(PASSWORD, SALT, 0, Watch.NONE))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("length: must be from 1 to 1024");
        assertThatThrownBy(() -> new Pbkdf2(Hmac.SHA256, 1).derive(PASSWORD, new byte[1025], 1, Watch.NONE))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("salt: must be from 0 to 1024");
        assertThatThrownBy(() -> new Pbkdf2(Hmac.SHA256, Pbkdf2.MAX_ROUNDS).derive(PASSWORD, SALT, 1024, Watch.NONE))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("rounds: must be from 1 to 1250000");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0 | 8 | 1 | n: must be from 2 to 1048576, not 0
                    3 | 8 | 1 | n: must be a power of two, such as 2 or 4, not 3
                    1048575 | 8 | 1 | n: must be a power of two, such as 524288 or 1048576
                    65536 | 1 | 1 | n: must be at most 32768 with blocks of size 1
                    1048576 | 8 | 1 | n: must be at most 262144 with blocks of this size
                    262144 | 8 | 9 | p: must be at most 8 with 256 MiB
                    16 | 65 | 1 | r: must be from 1 to 64
                    16 | 1 | 0 | p: must be from 1 to 64
                    """)
    void whatScryptDoesNotDoIsRefusedWithTheReason(int n, int r, int p, String reason) {
        assertThatThrownBy(() -> new Scrypt(n, r, p))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource({"131072, 8, 1, true", "65536, 8, 1, false", "65536, 8, 2, true", "8192, 8, 10, true", "16, 1, 1, false"
    })
    void scryptIsAdvisedFromOwaspsFiguresOn(int n, int r, int p, boolean advised) {
        assertThat(new Scrypt(n, r, p).isAdvised()).isEqualTo(advised);
    }

    @ParameterizedTest
    @CsvSource({"19456, 2, true", "47104, 1, true", "19456, 1, false", "7168, 5, true", "7167, 200, false"})
    void argon2IsAdvisedFromOwaspsFiguresOn(int memory, int iterations, boolean advised) {
        assertThat(new Argon2Parameters(memory, iterations, 1).isAdvised()).isEqualTo(advised);
    }

    @Test
    void whatIsUsualIsAdvised() {
        assertThat(Scrypt.USUAL.isAdvised()).isTrue();
        assertThat(Argon2Parameters.USUAL.isAdvised()).isTrue();
        assertThat(Pbkdf2.USUAL.rounds()).isGreaterThanOrEqualTo(Pbkdf2.advisedRounds(Pbkdf2.USUAL.hmac()));
    }
}
