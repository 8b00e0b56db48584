package org.netsonde.engine.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.message.StreamMessage.Format;
import org.netsonde.engine.message.template.TemplateSources;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.protocol.SettingsException;

class GenerateHandlerTest {

    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong nanos = new AtomicLong(-5);
    private final RecordingPeer peer = new RecordingPeer();

    private GenerateHandler handler(String template, Duration interval, long count, int size) {
        TemplateSources sources =
                new TemplateSources(InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z")), () -> new Random(1));
        return new GenerateHandler(
                new Responder.Generate(template, Format.TEXT, interval, count, new DataSize(size)),
                sources,
                nanos::get);
    }

    @Test
    void sendsOneAtOnceAndAnotherEveryInterval() {
        handler("{{counter}} {{time}}", Duration.ofSeconds(1), 0, 0).joined(peer);
        assertThat(peer.replies).containsExactly("1 2026-01-02T03:04:05.000Z");
        assertThat(peer.delayed).extracting(RecordingPeer.Later::delayNanos).containsExactly(SECOND);
        nanos.addAndGet(SECOND + 7);
        peer.pass();
        assertThat(peer.replies).hasSize(2).last().asString().startsWith("2 ");
        // The timer was late; the next is due when it would have been all the same.
        assertThat(peer.delayed).extracting(RecordingPeer.Later::delayNanos).containsExactly(SECOND - 7);
    }

    @Test
    void whatWasHeldUpIsNotMadeUpFor() {
        handler("{{counter}}", Duration.ofSeconds(1), 0, 0).joined(peer);
        nanos.addAndGet(100 * SECOND);
        peer.pass();
        assertThat(peer.delayed).extracting(RecordingPeer.Later::delayNanos).containsExactly(0L);
        peer.pass();
        assertThat(peer.replies).containsExactly("1", "2", "3");
        assertThat(peer.delayed).extracting(RecordingPeer.Later::delayNanos).containsExactly(SECOND);
    }

    @Test
    void everyConnectionIsCountedOnItsOwn() {
        GenerateHandler handler = handler("{{counter}}", Duration.ofSeconds(1), 0, 0);
        RecordingPeer other = new RecordingPeer() {
            @Override
            public long connectionId() {
                return 8;
            }
        };
        handler.joined(peer);
        peer.pass();
        handler.joined(other);
        assertThat(peer.replies).containsExactly("1", "2");
        assertThat(other.replies).containsExactly("1");
    }

    @Test
    void endsAfterTheNumberAsked() {
        handler("{{counter}}", Duration.ofSeconds(1), 3, 0).joined(peer);
        for (int i = 0; i < 5; i++) {
            peer.pass();
        }
        assertThat(peer.replies).containsExactly("1", "2", "3");
        assertThat(peer.delayed).isEmpty();
    }

    @Test
    void asFastAsThePeerReadsStillLetsOthersHaveTheirTurn() {
        handler("{{counter}}", Duration.ZERO, 1000, 0).joined(peer);
        assertThat(peer.replies).hasSize(64);
        assertThat(peer.delayed)
                .singleElement()
                .satisfies(later -> assertThat(later.delayNanos()).isZero());
        for (int i = 0; i < 20; i++) {
            peer.pass();
        }
        assertThat(peer.replies).hasSize(1000).last().isEqualTo("1000");
    }

    @Test
    void largeMessagesMakeShortBursts() {
        handler("x", Duration.ZERO, 0, 40_000).joined(peer);
        assertThat(peer.replies).hasSize(2);
    }

    @Test
    void slowReaderIsWaitedForWithoutAGap() {
        GenerateHandler handler = handler("{{counter}}", Duration.ZERO, 200, 0);
        handler.joined(peer);
        peer.writable = false;
        peer.pass();
        peer.pass();
        assertThat(peer.replies).hasSize(64);
        assertThat(peer.delayed).isEmpty();
        peer.writable = true;
        handler.writable(peer);
        handler.writable(peer);
        assertThat(peer.replies).hasSize(128);
        peer.pass();
        peer.pass();
        assertThat(peer.replies).hasSize(200).last().isEqualTo("200");
    }

    @Test
    void intervalsPauseForASlowReaderToo() {
        GenerateHandler handler = handler("{{counter}}", Duration.ofSeconds(1), 0, 0);
        handler.joined(peer);
        peer.writable = false;
        peer.pass();
        assertThat(peer.replies).containsExactly("1");
        peer.writable = true;
        handler.writable(peer);
        assertThat(peer.replies).containsExactly("1", "2");
        assertThat(peer.delayed).hasSize(1);
    }

    @Test
    void whoHasLeftGetsNothingMore() {
        GenerateHandler handler = handler("{{counter}}", Duration.ofSeconds(1), 0, 0);
        handler.joined(peer);
        handler.left(peer);
        peer.pass();
        handler.writable(peer);
        assertThat(peer.replies).containsExactly("1");
        assertThat(peer.delayed).isEmpty();
    }

    @Test
    void nobodyWhoCannotBeMadeToWaitIsFlooded() {
        GenerateHandler handler = handler("{{counter}}", Duration.ZERO, 2, 0);
        peer.backPressure = false;
        handler.joined(peer);
        assertThat(peer.replies).isEmpty();
        peer.say(handler, "a");
        peer.say(handler, "b");
        peer.say(handler, "c");
        assertThat(peer.replies).containsExactly("1", "2");
        assertThat(peer.delayed).isEmpty();
    }

    @Test
    void messagesAreDiscarded() {
        GenerateHandler handler = handler("{{counter}}", Duration.ZERO, 1, 0);
        handler.joined(peer);
        peer.say(handler, "hello");
        assertThat(peer.replies).containsExactly("1");
    }

    @Test
    void messagesAreRepeatedOrCutToTheirSize() {
        handler("abc", Duration.ofSeconds(1), 1, 8).joined(peer);
        handler("abc", Duration.ofSeconds(1), 1, 2).joined(peer);
        handler("abc", Duration.ofSeconds(1), 1, 3).joined(peer);
        assertThat(peer.replies).containsExactly("abcabcab", "ab", "abc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{{message}}", "{{crc32}}", "{{nothing}}"})
    void templateMustMakeSenseWithoutAMessage(String template) {
        assertThatThrownBy(() -> new Responder.Generate(template, Format.TEXT, Duration.ZERO, 0, new DataSize(0)))
                .isInstanceOfSatisfying(
                        SettingsException.class,
                        e -> assertThat(e.problems())
                                .singleElement()
                                .satisfies(p -> assertThat(p.field()).isEqualTo("template")));
    }
}
