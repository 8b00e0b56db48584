package org.netsonde.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs in pieces. */
class RotatingFileTest {

    @TempDir
    Path folder;

    private RotatingFile log(long piece, long total) throws IOException {
        return new RotatingFile(
                folder,
                "log",
                ".txt",
                new RotatingFile.Limits(piece, total),
                "begin\n".getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] line(int number) {
        return "%04d\n".formatted(number).getBytes(StandardCharsets.UTF_8);
    }

    private List<Path> pieces() throws IOException {
        return RotatingFile.pieces(folder, "log", ".txt");
    }

    private List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        Lines.forEach(pieces(), lines::add);
        lines.removeIf("begin"::equals);
        return lines;
    }

    @Test
    void whatIsAppendedIsThereAtOnceAndInOrder() throws IOException {
        try (RotatingFile log = log(30, 1000)) {
            for (int i = 0; i < 20; i++) {
                log.rotate();
                log.append(line(i));
                assertThat(lines()).hasSize(i + 1).isSorted();
            }
            assertThat(pieces()).hasSizeGreaterThan(3);
            assertThat(log.deleted()).isZero();
        }
        assertThat(pieces())
                .allSatisfy(piece -> assertThat(Files.readString(piece)).startsWith("begin\n"));
    }

    @Test
    void theOldestGiveWayAndWhatTheyTookIsCounted() throws IOException {
        long written = 0;
        try (RotatingFile log = log(30, 90)) {
            for (int i = 0; i < 100; i++) {
                log.rotate();
                log.append(line(i));
                assertThat(log.size()).isLessThanOrEqualTo(90 + 30);
            }
            for (Path piece : pieces()) {
                written += Files.size(piece);
            }
            assertThat(log.size()).isEqualTo(written);
            assertThat(log.deleted()).isPositive();
        }
        assertThat(lines()).isSorted().last().isEqualTo("0099");
        assertThat(lines().getFirst()).isGreaterThan("0050");
    }

    @Test
    void aRecordThatIsLargerThanAPieceStaysWhole() throws IOException {
        try (RotatingFile log = log(10, 100)) {
            log.append("a long record\n".getBytes(StandardCharsets.UTF_8));
            assertThat(log.isFull()).isTrue();
            log.rotate();
            log.append(line(1));
        }
        assertThat(lines()).containsExactly("a long record", "0001");
    }

    @Test
    void anUnfinishedLineAtTheEndOfAPieceIsPassedOver() throws IOException {
        try (RotatingFile log = log(100, 1000)) {
            log.append(line(1));
            log.append("torn".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(lines()).containsExactly("0001");
    }

    @Test
    void aPieceThatSomebodyTookAwayDoesNotStopTheOthersFromGivingWay() throws IOException {
        try (RotatingFile log = log(30, 90)) {
            for (int i = 0; i < 12; i++) {
                log.rotate();
                log.append(line(i));
            }
            Files.delete(pieces().getFirst());
            for (int i = 12; i < 60; i++) {
                log.rotate();
                log.append(line(i));
                assertThat(log.size()).isLessThanOrEqualTo(90 + 30);
            }
        }
        assertThat(pieces()).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void otherFilesOfTheFolderAreNoPieces() throws IOException {
        for (String name : List.of("log-1.txt", "log-0000001x.txt", "log-000001.txt.tmp", "other-000001.txt")) {
            Files.writeString(folder.resolve(name), "x\n");
        }
        Files.createSymbolicLink(folder.resolve("log-000002.txt"), folder.resolve("log-1.txt"));
        try (RotatingFile log = log(100, 1000)) {
            log.append(line(1));
            assertThat(pieces()).containsExactly(folder.resolve("log.txt"));
        }
    }
}
