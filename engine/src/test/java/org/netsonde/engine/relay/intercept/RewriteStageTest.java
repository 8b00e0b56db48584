package org.netsonde.engine.relay.intercept;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.engine.protocol.HeldMessages;
import org.netsonde.engine.protocol.SettingsException;
import org.netsonde.engine.relay.RelayMetrics;
import org.netsonde.engine.relay.link.Heading;
import org.netsonde.engine.relay.link.Outlet;
import org.netsonde.engine.relay.link.Piece;
import org.netsonde.engine.relay.link.Stage;
import org.netsonde.engine.relay.link.TestPassage;
import org.netsonde.engine.relay.link.Ways;

class RewriteStageTest {

    private final TestPassage passage = new TestPassage();

    private static Stage stage(String find, String replace, TestPassage passage) {
        return new RewriteSource(new Rewrite(true, find, replace, Ways.BOTH)).stage(passage);
    }

    private String rewritten(String find, String replace, String message, Charset charset) {
        passage.through(stage(find, replace, passage))
                .take(Piece.message(Unpooled.copiedBuffer(message, charset), null, null));
        return new String(passage.texts().getLast().getBytes(ISO_8859_1), charset);
    }

    @ParameterizedTest
    @CsvSource({
        "b,X,abcb,aXcX",
        "'(\\w+)@(\\w+)',$2 at $1,'me@home, you@work','home at me, work at you'",
        "(?P<name>\\d+),<${name}>,a1b22,a<1>b<22>",
        "'(a)(b)?',[$2$1],ab a,[ba] [a]",
        "'(a)',$10,a,a0",
        "a,$0$0,ba,baa",
        "a,$$1,ba,b$1",
        "$,!,end,end!",
        "x*,-,ab,-a-b-",
        "é,日本,café,caf日本",
        "'\\x00',\\x01,a\u0000b,a\u0001b",
        "a,\\\\,a,\\",
    })
    void whatIsFoundIsReplaced(String find, String replace, String message, String expected) {
        assertThat(rewritten(find, replace, message, UTF_8)).isEqualTo(expected);
        assertThat(passage.count(RelayMetrics.REWRITTEN)).isEqualTo(1);
        assertThat(passage.left()).allMatch(TestPassage.Left::message);
    }

    @Test
    void linesEndAsTheEscapesSay() {
        assertThat(rewritten("\\r?\\n", "\\r\\n", "a\nb\r\nc", UTF_8)).isEqualTo("a\r\nb\r\nc");
    }

    @Test
    void bytesThatAreNotTextSurvive() {
        String every = everyByte();
        assertThat(rewritten("A", "\\xff\\x00", every, ISO_8859_1)).isEqualTo(every.replace("A", "\u00ff\u0000"));
        assertThat(rewritten("\\xFF", "", every, ISO_8859_1)).isEqualTo(every.replace("\u00ff", ""));
        assertThat(rewritten("([\\x80-\\x82]+)", "<$1>", every, ISO_8859_1))
                .isEqualTo(every.replace("\u0080\u0081\u0082", "<\u0080\u0081\u0082>"));
    }

    private static String everyByte() {
        StringBuilder text = new StringBuilder();
        for (char c = 0; c < 256; c++) {
            text.append(c);
        }
        return text.toString();
    }

    @Test
    void whatStaysTheSameIsTheVeryPieceThatCame() {
        Piece[] left = new Piece[1];
        Outlet exit = new Outlet() {
            @Override
            public void take(Piece piece) {
                left[0] = piece;
            }

            @Override
            public void end() {}
        };
        for (Stage stage : List.of(stage("x", "y", passage), stage("abc", "abc", passage))) {
            stage.next(exit);
            Piece piece =
                    Piece.message(Unpooled.copiedBuffer("abc", UTF_8), Unpooled.copiedBuffer("abc\n", UTF_8), "form");
            stage.take(piece);
            assertThat(left[0]).isSameAs(piece);
            piece.release();
        }
        assertThat(passage.count(RelayMetrics.REWRITTEN)).isZero();

        Stage changing = stage("b", "B", passage);
        changing.next(exit);
        Piece piece = Piece.message(Unpooled.copiedBuffer("abc", UTF_8), Unpooled.copiedBuffer("abc\n", UTF_8), "form");
        changing.take(piece);
        assertThat(piece.payload().refCnt()).isZero();
        assertThat(left[0].payload().toString(UTF_8)).isEqualTo("aBc");
        assertThat(left[0].form()).isEqualTo("form");
        assertThat(left[0].wire()).isNull();
        left[0].release();
    }

    @Test
    void aStretchStaysOneAndTheEndPasses() {
        Outlet in = passage.through(stage("a", "b", passage));
        in.take(Piece.stretch(Unpooled.copiedBuffer("aa", UTF_8)));
        in.end();
        assertThat(passage.texts()).containsExactly("bb", "<end>");
        assertThat(passage.left()).noneMatch(TestPassage.Left::message);
    }

    @Test
    void whatLiesBetweenMessagesStaysAndThatIsNotedOnce() {
        TestPassage messages = new TestPassage().withMessages();
        Outlet in = messages.through(stage("a", "bb", messages));
        in.take(Piece.stretch(Unpooled.copiedBuffer("nothing to be done", UTF_8)));
        assertThat(messages.notes()).isEmpty();
        in.take(Piece.stretch(Unpooled.copiedBuffer("Key: abc", UTF_8)));
        in.take(Piece.message(Unpooled.copiedBuffer("abc", UTF_8), null, null));
        in.take(Piece.stretch(Unpooled.copiedBuffer("aa", UTF_8)));
        assertThat(messages.texts()).containsExactly("nothing to be done", "Key: abc", "bbbc", "aa");
        assertThat(messages.count(RelayMetrics.REWRITTEN)).isEqualTo(1);
        assertThat(messages.notes()).hasSize(1).allMatch(note -> note.contains("between messages"));
    }

    @Test
    void aMessageThatWouldBecomeTooLargeStaysAndThatIsNoted() {
        String message = "x".repeat(20_000);
        assertThat(rewritten("x", "y".repeat(1000), message, UTF_8)).isEqualTo(message);
        assertThat(passage.count(RelayMetrics.REWRITTEN)).isZero();
        assertThat(passage.notes()).hasSize(1);

        TestPassage datagrams = new TestPassage(Heading.TO_SERVER, 1, true);
        datagrams.through(stage("x", "xxxx", datagrams)).take(Piece.datagram(Unpooled.copiedBuffer(message, UTF_8)));
        assertThat(datagrams.texts()).containsExactly(message);
        assertThat(datagrams.notes()).hasSize(1);
    }

    @Test
    void ofALongMessageTheBeginningIsSearchedAndNoCharacterIsCut() {
        String message = "é".repeat(RewriteStage.MOST_SEARCHED) + "!";
        String result = rewritten("é", "e", message, UTF_8);
        assertThat(result)
                .startsWith("eee")
                .endsWith("éé!")
                .hasSameSizeAs(message)
                .doesNotContain("\ufffd");
        assertThat(passage.notes()).hasSize(1);
    }

    @Test
    @Timeout(10)
    void aPatternThatScansToTheEndEachTimeGivesUp() {
        // Every search looks at all that is left for a b: quadratic, if nobody stops it.
        TestPassage ticking = new TestPassage() {
            @Override
            public long now() {
                return System.nanoTime();
            }
        };
        String message = "a".repeat(100_000);
        ticking.through(stage("a(.*b)?", "c", ticking)).take(Piece.datagram(Unpooled.copiedBuffer(message, UTF_8)));
        assertThat(ticking.texts()).containsExactly(message);
        assertThat(ticking.notes()).hasSize(1);
    }

    @Test
    void whatIsDoneAlreadyIsUsedHoweverLongItTook() {
        TestPassage slow = new TestPassage() {
            @Override
            public long now() {
                advanceMillis(1000);
                return super.now();
            }
        };
        Outlet in = slow.through(stage("b", "X", slow));
        in.take(Piece.datagram(Unpooled.copiedBuffer("abc", UTF_8)));
        assertThat(slow.notes()).isEmpty();
        in.take(Piece.datagram(Unpooled.copiedBuffer("abcb", UTF_8)));
        assertThat(slow.texts()).containsExactly("aXc", "abcb");
        assertThat(slow.notes()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"(a,''", "a{999}{999},''", "'(?!a)',''"})
    void aBadPatternIsAProblemOfWhatIsLookedFor(String find, String replace) {
        assertThat(problem(find, replace)).isEqualTo("find");
    }

    @ParameterizedTest
    @CsvSource({
        "a,$1",
        "(a),$2",
        "(a),${2}",
        "(a),${name}",
        "(a),${99999999999}",
        "(a),${}",
        "(a),${1",
        "(a),$x",
        "(a),$",
        "a,\\q",
        "a,\\x1",
        "a,\\$",
    })
    void aBadReplacementIsAProblemOfTheReplacement(String find, String replace) {
        assertThat(problem(find, replace)).isEqualTo("replace");
    }

    private static String problem(String find, String replace) {
        String[] field = new String[1];
        assertThatThrownBy(() -> new Rewrite(true, find, replace, Ways.BOTH))
                .isInstanceOfSatisfying(SettingsException.class, e -> {
                    field[0] = e.problems().getFirst().field();
                    assertThat(e.problems().getFirst().text().text(Locale.ENGLISH))
                            .isNotBlank();
                });
        return field[0];
    }

    @Test
    void rulesThatAreOffOrEmptyOrForTheOtherWayDoNothing() {
        Interception interception = new Interception(new HeldMessages());
        Rewrite on = new Rewrite(true, "a", "b", Ways.TO_SERVER);
        List<Rewrite> rules = List.of(
                new Rewrite(), new Rewrite(false, "a", "b", Ways.BOTH), on, new Rewrite(true, "b", "c", Ways.BOTH));
        assertThat(interception.sources(rules, Heading.TO_SERVER)).hasSize(2);
        assertThat(interception.sources(rules, Heading.TO_CLIENT)).hasSize(1);
        assertThat(interception.sources(List.of(on), Heading.TO_SERVER))
                .isEqualTo(interception.sources(rules, Heading.TO_SERVER).subList(0, 1));
    }

    @Test
    void rulesWorkOneBehindTheOther() {
        passage.through(stage("a", "b", passage), stage("b", "c", passage))
                .take(Piece.stretch(Unpooled.copiedBuffer("ab", UTF_8)));
        assertThat(passage.texts()).containsExactly("cc");
    }
}
