package org.netsonde.engine.security.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.netsonde.engine.FailureException;

class DigestsTest {

    private static final Set<DigestAlgorithm> ALL = EnumSet.allOf(DigestAlgorithm.class);

    @TempDir
    Path folder;

    /** Of FIPS 180-4 and 202, where the vectors have none. */
    @ParameterizedTest
    @CsvSource({
        "SHA512_256, 53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23",
        "SHA3_224, e642824c3f8cf24ad09234ee7d3c766fc9a3a5168d0c94ad73b46fdf",
        "SHA3_384, ec01498288516fc926459f58e2c6ad8df9b473cb0fc08c2596da7cf0e49be4b298d88cea927ac7f539f1edf228376d25"
    })
    void digestsOfAbc(DigestAlgorithm algorithm, String hex) {
        assertThat(HexFormat.of().formatHex(Digests.of(algorithm, "abc".getBytes(UTF_8))))
                .isEqualTo(hex);
    }

    @ParameterizedTest
    @EnumSource(DigestAlgorithm.class)
    void aFileHasTheDigestOfItsBytes(DigestAlgorithm algorithm) throws IOException {
        byte[] bytes = new byte[200_001];
        new Random(1).nextBytes(bytes);
        Path file = Files.write(folder.resolve("file"), bytes);
        assertThat(Digests.ofFile(ALL, file, Watch.NONE).get(algorithm))
                .isEqualTo(Digests.of(algorithm, bytes))
                .isEqualTo(Digests.of(ALL, bytes).get(algorithm));
    }

    @Test
    void progressGoesToTheEnd() throws IOException {
        Path file = Files.write(folder.resolve("file"), new byte[200_001]);
        List<Long> heard = new ArrayList<>();
        Digests.ofFile(ALL, file, (done, all) -> {
            assertThat(all).isEqualTo(200_001);
            return heard.add(done);
        });
        assertThat(heard).isSorted().startsWith(0L).endsWith(200_001L).hasSizeGreaterThan(3);
    }

    @Test
    void whatIsCancelledEnds() throws IOException {
        Path file = Files.write(folder.resolve("file"), new byte[200_001]);
        assertThatThrownBy(() -> Digests.ofFile(ALL, file, (done, all) -> done == 0))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void anEmptyFileHasDigests() throws IOException {
        Path file = Files.createFile(folder.resolve("empty"));
        assertThat(Digests.ofFile(ALL, file, Watch.NONE))
                .isNotEmpty()
                .allSatisfy((algorithm, digest) -> assertThat(digest).isEqualTo(Digests.of(algorithm, new byte[0])));
    }

    @Test
    void whatIsNoFileIsRefused() {
        assertThatThrownBy(() -> Digests.ofFile(ALL, folder, Watch.NONE))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("is not a file");
        assertThatThrownBy(() -> Digests.ofFile(ALL, folder.resolve("absent"), Watch.NONE))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("does not exist");
    }
}
