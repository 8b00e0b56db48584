package org.netsonde.engine.relay.form;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.relay.form.Cuts.Step;
import org.netsonde.engine.relay.link.Heading;
import org.netsonde.engine.relay.link.Piece;

class HttpFormTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String POST = "POST /p HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello";
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "4;name=value\r\nWiki\r\n6\r\npedia \r\n0\r\nTrailer: x\r\n\r\n";

    @Test
    void streamsCutAnywhereGiveTheSameMessagesAndBytes() throws Exception {
        Cuts.agree(
                () -> new HttpForm(MessageForms.MOST_HELD),
                List.of(
                        Step.toServer(GET + POST + "HEAD / HTTP/1.1\r\n\r\n" + GET + GET + GET),
                        Step.toClient(CHUNKED
                                + "HTTP/1.1 100 Continue\r\n\r\n"
                                + "HTTP/1.1 200 OK\nContent-Length: 3\n\nabc\r\n"
                                + "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"
                                + "HTTP/1.1 204 No Content\r\n\r\n"
                                + "HTTP/1.1 304 Not Modified\r\nContent-Length: 7\r\n\r\n"
                                + "HTTP/1.0 200 OK\r\n\r\nuntil the end")));
        Cuts.agree(
                () -> new HttpForm(MessageForms.MOST_HELD),
                List.of(
                        Step.toServer("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"),
                        Step.toClient("HTTP/1.1 200\r\nContent-Length: 100\r\n\r\ncut off")));
    }

    @Test
    void whatIsNoHttpPassesCutAnywhere() throws Exception {
        for (String other : List.of(
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "\26\3\1\2\0\1\0",
                "hello\n" + GET,
                "GET / HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
                "GET / HTTP/1.1\r\nContent-Length: -3\r\n\r\n",
                "GET / HTTP/1.1\r\nno field\r\n\r\n",
                "GET\r\n\r\n",
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nnot a size\r\nand on",
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcdef\r\nand on")) {
            Cuts.agree(() -> new HttpForm(MessageForms.MOST_HELD), List.of(Step.toServer(other), Step.toClient(other)));
        }
    }

    @Test
    void theFirstByteThatCannotBeHttpPassesAtOnce() throws Exception {
        try (Talk talk = new Talk(new HttpForm(MessageForms.MOST_HELD))) {
            talk.send("\26").answer("S");

            assertThat(talk.toServer().text()).isEqualTo("\26");
            assertThat(talk.toClient().text()).isEqualTo("S");
        }
    }

    @Test
    void aMessageSaysItsHeadAndItsBodyWithoutChunks() throws Exception {
        try (Talk talk = new Talk(new HttpForm(MessageForms.MOST_HELD))) {
            talk.send(POST).answer(CHUNKED);

            assertThat(talk.toServer().messages).containsExactly(POST);
            assertThat(talk.toClient().messages)
                    .containsExactly("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nWikipedia ");
        }
    }

    @Test
    void aReplyToHeadHasNoBodyWhateverItsLength() throws Exception {
        try (Talk talk = new Talk(new HttpForm(MessageForms.MOST_HELD))) {
            talk.send("HEAD / HTTP/1.1\r\n\r\n" + GET)
                    .answer("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n")
                    .answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");

            assertThat(talk.toClient().messages).hasSize(2);
            assertThat(talk.toClient().messages.get(1)).endsWith("ok");
        }
    }

    @Test
    void aReplyWithoutALengthIsWholeAtTheEndOfItsStream() throws Exception {
        try (Talk talk = new Talk(new HttpForm(MessageForms.MOST_HELD))) {
            talk.send(GET).answer("HTTP/1.1 200 OK\r\n\r\nsome").answer(" more");
            assertThat(talk.toClient().messages).isEmpty();

            talk.end(Heading.TO_CLIENT);
            assertThat(talk.toClient().messages).containsExactly("HTTP/1.1 200 OK\r\n\r\nsome more");
            assertThat(talk.toClient().ended).isTrue();
        }
    }

    @Test
    void theHeadOfWhoWaitsToContinuePassesAtOnce() throws Exception {
        try (Talk talk = new Talk(new HttpForm(MessageForms.MOST_HELD))) {
            String head = "POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n";
            talk.send(head);
            assertThat(talk.toServer().text()).isEqualTo(head);

            talk.answer("HTTP/1.1 100 Continue\r\n\r\n").send("hello" + GET);
            assertThat(talk.toServer().messages).containsExactly(head, GET);
            assertThat(talk.toServer().text()).isEqualTo(head + "hello" + GET);
        }
    }

    @Test
    void eventsPassAsTheyCome() throws Exception {
        try (Talk talk = new Talk(new HttpForm(MessageForms.MOST_HELD))) {
            String head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n";
            talk.send(GET).answer(head + "6\r\nfirst\n\r\n");

            assertThat(talk.toClient().messages).containsExactly(head);
            assertThat(talk.toClient().text()).isEqualTo(head + "6\r\nfirst\n\r\n");
        }
    }

    @Test
    void longBodiesPassInStretchesAndTheNextMessageIsFound() throws Exception {
        int length = MessageForms.MOST_HELD + 10_000;
        byte[] body = new byte[length];
        try (Talk talk = new Talk(new HttpForm(MessageForms.MOST_HELD))) {
            String head = "PUT / HTTP/1.1\r\nContent-Length: " + length + "\r\n\r\n";
            talk.send(head);
            assertThat(talk.toServer().messages).hasSize(1);

            talk.pass(Heading.TO_SERVER, body).send(GET);
            assertThat(talk.toServer().messages).hasSize(2);
            assertThat(talk.toServer().text())
                    .hasSize(head.length() + length + GET.length())
                    .endsWith(GET);
        }
        try (Talk talk = new Talk(new HttpForm(MessageForms.MOST_HELD))) {
            talk.send(GET + GET).answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < 90; i++) {
                talk.answer("186a0\r\n")
                        .pass(Heading.TO_CLIENT, new byte[100_000])
                        .answer("\r\n");
            }
            assertThat(talk.toClient().stretches).isPositive();
            talk.answer("0\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n");
            assertThat(talk.toClient().messages).hasSize(2);
        }
    }

    @Test
    void aMethodIsAnyToken() throws Exception {
        for (String method : List.of("get", "M-SEARCH", "V2", "!#$%&'*+-.^_`|~0aZ")) {
            try (Talk talk = new Talk(new HttpForm(MessageForms.MOST_HELD))) {
                talk.send(method + " / HTTP/1.1\r\n\r\n" + GET);

                assertThat(talk.toServer().messages).as(method).hasSize(2);
            }
        }
        try (Talk talk = new Talk(new HttpForm(MessageForms.MOST_HELD))) {
            talk.send("G(T / HTTP/1.1\r\n\r\n");

            assertThat(talk.toServer().messages).isEmpty();
        }
    }

    @Test
    void aLineThatIsNoStartLinePassesAsSoonAsItIsThere() throws Exception {
        try (Talk talk = new Talk(new HttpForm(MessageForms.MOST_HELD))) {
            talk.send("login a ").send("word\r\n");
            assertThat(talk.toServer().text()).isEqualTo("login a word\r\n");
            assertThat(talk.toServer().messages).isEmpty();
        }
    }

    @Test
    void noMoreIsWaitedForThanThereIsRoomAndWhatWaitsIsCounted() throws Exception {
        try (Talk talk = new Talk(new HttpForm(1000))) {
            String head = "PUT / HTTP/1.1\r\nContent-Length: 500\r\n\r\n";
            talk.send(head + "x".repeat(499));
            assertThat(talk.toServer().messages).isEmpty();
            assertThat(talk.toServer().unpacker.held()).isEqualTo(head.length() + 499);

            talk.send("x");
            assertThat(talk.toServer().messages).hasSize(1);
            assertThat(talk.toServer().unpacker.held()).isZero();

            talk.send("PUT / HTTP/1.1\r\nContent-Length: 1000\r\n\r\n" + "x".repeat(999));
            assertThat(talk.toServer().messages).as("the head alone").hasSize(2);
            assertThat(talk.toServer().unpacker.held()).isZero();

            talk.send("xPUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n7d0\r\n" + "x".repeat(1000));
            assertThat(talk.toServer().messages).as("the head alone").hasSize(3);
            assertThat(talk.toServer().unpacker.held()).isZero();
        }
    }

    @Test
    void aChangedMessageGetsALengthThatFits() throws Exception {
        try (Talk talk = new Talk(new HttpForm(MessageForms.MOST_HELD))) {
            talk.changing(piece -> edit(talk, piece, "hello", "a longer text")).send(POST);
            talk.changing(piece -> edit(talk, piece, "Wikipedia ", "wiki"));
            talk.answer(CHUNKED);

            assertThat(talk.toServer().text()).isEqualTo("POST /p HTTP/1.1\r\nContent-Length: 13\r\n\r\na longer text");
            assertThat(talk.toClient().text()).isEqualTo("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nwiki");
        }
    }

    @Test
    void aMessageEditedAsLinesOfTextLeavesWithTheLineEndsOfHttp() throws Exception {
        try (Talk talk = new Talk(new HttpForm(MessageForms.MOST_HELD))) {
            talk.changing(piece -> piece.with(talk.buffer("POST /q HTTP/1.1\nA: b\n\nx\ny")))
                    .send(GET);
            talk.changing(piece -> piece.with(talk.buffer("GET /r HTTP/1.1"))).send(GET);

            assertThat(talk.toServer().text())
                    .isEqualTo("POST /q HTTP/1.1\r\nA: b\r\nContent-Length: 3\r\n\r\nx\ny" + "GET /r HTTP/1.1\r\n\r\n");
        }
    }

    @Test
    void aMessageChangedToWhatIsNoHttpLeavesAsItWasWritten() throws Exception {
        try (Talk talk = new Talk(new HttpForm(MessageForms.MOST_HELD))) {
            talk.changing(piece -> piece.with(talk.buffer("no http"))).send(GET);

            assertThat(talk.toServer().text()).isEqualTo("no http");
        }
    }

    @Test
    void aHeadWhoseBodyFollowsKeepsWhatTellsItsLength() throws Exception {
        try (Talk talk = new Talk(new HttpForm(MessageForms.MOST_HELD))) {
            talk.changing(piece -> piece.isMessage()
                            ? piece.with(talk.buffer("PUT /x HTTP/1.1\r\nContent-Length: 1\r\n\r\nignored"))
                            : piece)
                    .send("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\nhello");

            assertThat(talk.toServer().text()).isEqualTo("PUT /x HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello");
        }
    }

    @Test
    void aHeadThatIsSentOnceMoreHasNoBodyBehindIt() throws Exception {
        try (Talk talk = new Talk(new HttpForm(MessageForms.MOST_HELD))) {
            String head = "POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n";
            List<Object> forms = new ArrayList<>();
            talk.changing(piece -> {
                        if (piece.form() != null) {
                            forms.add(piece.form());
                        }
                        return piece;
                    })
                    .send(head + "hello");
            int before = talk.toServer().bytes.size();
            talk.toServer().take(Piece.message(talk.buffer(head), null, forms.getFirst()));

            assertThat(talk.toServer().text().substring(before))
                    .isEqualTo("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 0\r\n\r\n");
        }
    }

    @Test
    void aReplyToAMethodThatWasChangedIsReadForTheNewOne() throws Exception {
        try (Talk talk = new Talk(new HttpForm(MessageForms.MOST_HELD))) {
            talk.changing(piece -> edit(talk, piece, "GET", "HEAD")).send(GET);
            talk.changing(piece -> piece).answer("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n");

            assertThat(talk.toClient().messages).hasSize(1);
        }
    }

    @Test
    void behindAnUpgradeEverythingPasses() throws Exception {
        String upgrade = "GET / HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: other\r\n\r\n";
        String agreed = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: other\r\n\r\n";
        Cuts.agree(
                () -> new HttpForm(MessageForms.MOST_HELD),
                List.of(
                        Step.toServer(upgrade),
                        Step.toClient(agreed + "HTTP/1.1 what"),
                        Step.toServer("GET what"),
                        Step.toClient("x")));
        try (Talk talk = new Talk(new HttpForm(MessageForms.MOST_HELD))) {
            talk.send("CONNECT a:1 HTTP/1.1\r\n\r\n").send("GET ea");
            assertThat(talk.toServer().text()).doesNotContain("ea");
            talk.answer("HTTP/1.1 200 OK\r\n\r\nG");
            assertThat(talk.toServer().text()).endsWith("GET ea");
            assertThat(talk.toClient().text()).endsWith("G");
        }
    }

    @Test
    void behindAnUpgradeThatWasDeclinedHttpGoesOn() throws Exception {
        try (Talk talk = new Talk(new HttpForm(MessageForms.MOST_HELD))) {
            talk.send("GET / HTTP/1.1\r\nUpgrade: h2c\r\n\r\n").send(GET);
            assertThat(talk.toServer().messages).hasSize(1);

            talk.answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").send(GET);
            assertThat(talk.toServer().messages).hasSize(3);
        }
    }

    @Test
    void aRefusalIsAWholeReply() throws Exception {
        try (Talk talk = new Talk(new HttpForm(MessageForms.MOST_HELD))) {
            Refusing refusing = new Refusing(talk);
            talk.changing(refusing::refuse).send(GET);
            assertThat(refusing.text())
                    .startsWith("HTTP/1.1 429 Too Many Requests\r\nRetry-After: 2\r\n")
                    .contains("Content-Length: " + "Too many requests. Try again later.\n".length() + "\r\n")
                    .doesNotContain("Connection: close")
                    .endsWith("\r\n\r\nToo many requests. Try again later.\n");

            talk.send("HEAD / HTTP/1.1\r\nConnection: close\r\n\r\n");
            assertThat(refusing.text()).contains("Connection: close\r\n").endsWith("\r\n\r\n");
        }
    }

    @Test
    void nobodyIsRefusedWhileAnEarlierReplyIsAwaited() throws Exception {
        try (Talk talk = new Talk(new HttpForm(MessageForms.MOST_HELD))) {
            Refusing refusing = new Refusing(talk);
            talk.send(GET).changing(refusing::refuse).send(GET);
            assertThat(refusing.text()).isEqualTo("none");
        }
        try (Talk talk = new Talk(new HttpForm(MessageForms.MOST_HELD))) {
            Refusing refusing = new Refusing(talk);
            talk.send(GET).answer("HTTP/1.1 100 Continue\r\n\r\n").answer("HTTP/1.1 204 No\r\n\r\n");
            talk.changing(refusing::refuse).send(GET);
            assertThat(refusing.text()).startsWith("HTTP/1.1 429");
        }
    }

    @Test
    void theBodyOfARequestThatWasRefusedGoesNowhere() throws Exception {
        try (Talk talk = new Talk(new HttpForm(MessageForms.MOST_HELD))) {
            Refusing refusing = new Refusing(talk);
            talk.changing(refusing::refuse)
                    .send("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
            assertThat(refusing.text()).startsWith("HTTP/1.1 429");
            int before = talk.toServer().bytes.size();

            talk.changing(piece -> piece).send("hello" + GET);
            assertThat(talk.toServer().text().substring(before)).isEqualTo(GET);
        }
    }

    @Test
    void withoutAServerTheClientIsToldSo() throws Exception {
        try (Talk talk = new Talk(new HttpForm(MessageForms.MOST_HELD))) {
            ByteBuf told = new HttpForm(MessageForms.MOST_HELD).unavailable(talk.alloc);
            assertThat(told.toString(StandardCharsets.ISO_8859_1))
                    .startsWith("HTTP/1.1 503 ")
                    .contains("Connection: close\r\n");
            told.release();
        }
    }

    @Test
    void brokenStreamsNeverBreakTheForm() throws Exception {
        String requests =
                POST + GET + "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n" + GET;
        String replies = CHUNKED + "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcHTTP/1.1 200 OK\r\n\r\nrest";
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 3000; i++) {
            byte[] there = spoilt(requests, random);
            byte[] back = spoilt(replies, random);
            try (Talk talk = new Talk(new HttpForm(MessageForms.MOST_HELD))) {
                talk.pass(Heading.TO_SERVER, there).pass(Heading.TO_CLIENT, back);
                talk.end(Heading.TO_SERVER).end(Heading.TO_CLIENT);
                assertThat(talk.toServer().bytes.toByteArray()).isEqualTo(there);
                assertThat(talk.toClient().bytes.toByteArray()).isEqualTo(back);
            }
        }
    }

    private static byte[] spoilt(String text, SplittableRandom random) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = random.nextInt(4); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static Piece edit(Talk talk, Piece piece, String find, String replace) {
        String text = piece.payload().toString(StandardCharsets.ISO_8859_1);
        return piece.with(talk.buffer(text.replace(find, replace)));
    }

    /** Refuses each message, and puts an empty stretch in its place. */
    private static final class Refusing {
        private final Talk talk;
        private String told = "";

        Refusing(Talk talk) {
            this.talk = talk;
        }

        Piece refuse(Piece piece) {
            ByteBuf words = talk.form.refusal(piece, TimeUnit.MILLISECONDS.toNanos(1500), talk.alloc);
            told = words == null ? "none" : words.toString(StandardCharsets.ISO_8859_1);
            if (words != null) {
                words.release();
            }
            piece.release();
            return Piece.stretch(talk.buffer(""));
        }

        String text() {
            return told;
        }
    }
}
