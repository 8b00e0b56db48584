package org.netsonde.engine.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReassemblyTest {

    private final ByteArrayOutputStream stream = new ByteArrayOutputStream();
    private final List<Long> missing = new ArrayList<>();
    private long length;

    private final Reassembly reassembly = new Reassembly(new Reassembly.Sink() {
        @Override
        public void data(byte[] kept, int whole) {
            stream.writeBytes(kept);
            length += whole;
        }

        @Override
        public void missing(long bytes) {
            missing.add(bytes);
        }
    });

    private void segment(int sequence, String text) {
        reassembly.segment(sequence, text.getBytes(StandardCharsets.US_ASCII), text.length());
    }

    @Test
    void segmentsInAnyOrderWithRepetitionsAreTheStream() {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            byte[] sent = new byte[20_000];
            random.nextBytes(sent);
            // Over the end of what numbers can count.
            int initial = -1 - random.nextInt(20_000);
            record Piece(int at, int length) {}
            List<Piece> pieces = new ArrayList<>();
            for (int at = 0; at < sent.length; ) {
                int size = Math.min(1 + random.nextInt(1460), sent.length - at);
                pieces.add(new Piece(at, size));
                if (random.nextInt(5) == 0) {
                    int before = random.nextInt(at + 1);
                    pieces.add(new Piece(before, Math.min(sent.length - before, 1 + random.nextInt(3000))));
                }
                at += size;
            }
            for (int i = 0; i + 6 < pieces.size(); i += 3) {
                Collections.shuffle(pieces.subList(i, i + 6), random);
            }
            ByteArrayOutputStream got = new ByteArrayOutputStream();
            Reassembly each = new Reassembly(new Reassembly.Sink() {
                @Override
                public void data(byte[] kept, int whole) {
                    got.writeBytes(kept);
                }

                @Override
                public void missing(long bytes) {
                    throw new AssertionError(bytes + " bytes are missing");
                }
            });
            each.begin(initial);
            for (Piece piece : pieces) {
                byte[] bytes = Arrays.copyOfRange(sent, piece.at(), piece.at() + piece.length());
                each.segment(initial + 1 + piece.at(), bytes, piece.length());
            }
            assertThat(got.toByteArray()).as("seed " + seed).isEqualTo(sent);
            assertThat(each.held()).isZero();
        }
    }

    @Test
    void whatTheReceiverHasAndTheCaptureHasNotIsMissing() {
        reassembly.begin(99);
        segment(100, "one");
        segment(106, "three");
        assertThat(stream).hasToString("one");
        reassembly.acknowledged(103);
        assertThat(missing).isEmpty();
        reassembly.acknowledged(111);
        assertThat(missing).containsExactly(3L);
        assertThat(stream).hasToString("onethree");
    }

    @Test
    void givesUpWhatIsBeforeWhenTooMuchWaits() {
        reassembly.begin(0);
        for (int i = 0; i <= Reassembly.MOST_SEGMENTS; i++) {
            segment(10 + 2 * i, "x");
        }
        assertThat(missing).containsExactly(9L);
        assertThat(reassembly.held()).isLessThan(Reassembly.MOST_WAITING);
        reassembly.finish();
        assertThat(reassembly.held()).isZero();
        assertThat(stream.size()).isEqualTo(Reassembly.MOST_SEGMENTS + 1);
    }

    @Test
    void aSegmentThatWasCutKeepsItsLength() {
        reassembly.begin(0);
        reassembly.segment(1, new byte[2], 10);
        reassembly.segment(6, new byte[10], 10);
        assertThat(length).isEqualTo(15);
        assertThat(stream.size()).isEqualTo(2 + 5);
        assertThat(reassembly.repeated()).isEqualTo(5);
    }
}
