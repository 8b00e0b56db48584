package org.netsonde.engine.relay.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.message.EscapeException;
import org.netsonde.engine.message.FrameTooLargeException;
import org.netsonde.engine.message.Framing;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.relay.form.Cuts.Step;
import org.netsonde.engine.relay.link.Heading;

class FramedFormTest {

    private static final Framing.Length LENGTH = new Framing.Length(2, Framing.ByteOrder.BIG, new DataSize(1000));

    @Test
    void streamsCutAnywhereGiveTheSameMessagesAndBytes() throws Exception {
        Cuts.agree(
                () -> new FramedForm(new Framing.Lines()),
                List.of(Step.toServer("one\r\ntwo\n\nlast, without an end"), Step.toClient("a\nb\r\n")));
        Cuts.agree(() -> new FramedForm(new Framing.Delimiter()), List.of(Step.toServer("one\r\ntwo\n\r\n\r\nrest\r")));
        Cuts.agree(() -> new FramedForm(LENGTH), List.of(Step.toServer("\0\3one\0\0\0\3two\0\7cut")));
    }

    @Test
    void aMessageLeavesWithTheLineEndThatItCameWith() throws Exception {
        try (Talk talk = new Talk(new FramedForm(new Framing.Lines()))) {
            talk.send("one\r\ntwo\n");

            assertThat(talk.toServer().messages).containsExactly("one", "two");
            assertThat(talk.toServer().text()).isEqualTo("one\r\ntwo\n");
        }
    }

    @Test
    void aChangedMessageIsPackedAnew() throws Exception {
        try (Talk talk = new Talk(new FramedForm(LENGTH))) {
            talk.changing(piece -> piece.with(talk.buffer("longer"))).send("\0\3one");

            assertThat(talk.toServer().text()).isEqualTo("\0\6longer");
        }
    }

    @Test
    void whatTheLengthFieldCannotSayIsRefusedAndGivenBack() throws Exception {
        Framing small = new Framing.Length(1, Framing.ByteOrder.BIG, new DataSize(1000));
        try (Talk talk = new Talk(new FramedForm(small))) {
            talk.changing(piece -> piece.with(talk.buffer("x".repeat(300))));

            assertThatThrownBy(() -> talk.send("\3one")).isInstanceOf(EscapeException.class);
        }
    }

    @Test
    void messagesBeforeOneThatIsTooLongComeOut() throws Exception {
        try (Talk talk = new Talk(new FramedForm(LENGTH))) {
            assertThatThrownBy(() -> talk.send("\0\3one\377\377")).isInstanceOf(FrameTooLargeException.class);
            assertThat(talk.toServer().messages).containsExactly("one");
        }
    }

    @Test
    void aLongStreamNeedsNoMoreMemoryThanWhatIsNotWhole() throws Exception {
        try (Talk talk = new Talk(new FramedForm(new Framing.Lines()))) {
            for (int i = 0; i < 20_000; i++) {
                talk.send("half a line\nhalf ");
                assertThat(talk.alloc.metric().usedHeapMemory()).isLessThan(4096);
            }
        }
    }

    @Test
    void oneWhoIsReleasedWhileItGivesMessagesSurvives() throws Exception {
        try (Talk talk = new Talk(new FramedForm(new Framing.Lines()))) {
            talk.changing(piece -> {
                        talk.side(Heading.TO_SERVER).unpacker.release();
                        return piece;
                    })
                    .send("one\ntwo\nrest");
            talk.send("more\n");

            assertThat(talk.toServer().messages).containsExactly("one", "two");
        }
    }
}
