package org.netsonde.engine.message.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.Failure;
import org.netsonde.engine.message.MessageHandler;
import org.netsonde.engine.message.RecordingPeer;
import org.netsonde.engine.message.Responder;
import org.netsonde.engine.message.StreamMessage.Format;
import org.netsonde.engine.message.template.TemplateSources;
import org.netsonde.engine.protocol.Bound;
import org.netsonde.engine.protocol.SettingsBinder;
import tools.jackson.databind.json.JsonMapper;

class RulesHandlerTest {

    private static final TemplateSources SOURCES =
            new TemplateSources(InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z")), () -> new Random(1));

    private final RecordingPeer peer = new RecordingPeer();

    private static Rule rule(String pattern, String reply) {
        return new Rule(new Match.Regex(pattern), reply, Format.TEXT, Duration.ZERO, Rule.To.SENDER, false, false);
    }

    private static MessageHandler handler(boolean echo, Rule... rules) {
        return new RulesHandler(List.of(rules), echo, SOURCES);
    }

    @Test
    void firstRuleThatMatchesIsFollowed() {
        MessageHandler handler = handler(false, rule("^a", "one"), rule("^ab", "two"), rule("b", "three"));
        peer.say(handler, "ab");
        peer.say(handler, "b");
        peer.say(handler, "c");
        assertThat(peer.replies).containsExactly("one", "three");
    }

    @Test
    void longMessageIsNotHeldAgainstRulesWithoutEnd() {
        Rule[] rules = new Rule[200];
        Arrays.fill(rules, rule("(?:x?){140}y", "found"));
        rules[199] = new Rule(new Match.Any(), "any", Format.TEXT, Duration.ZERO, Rule.To.SENDER, false, false);
        MessageHandler handler = handler(true, rules);
        peer.say(handler, "x".repeat(60_000));
        assertThat(peer.replies).isEmpty();
        assertThat(peer.notes)
                .singleElement()
                .satisfies(failure -> assertThat(failure.toString()).contains("60000"));
        peer.say(handler, "x".repeat(50));
        assertThat(peer.replies).containsExactly("any");
    }

    private static Rule goingOn(Match match, String reply, Duration delay, Rule.To to, boolean close) {
        return new Rule(match, reply, Format.TEXT, delay, to, close, true);
    }

    @Test
    void rulesBehindOneThatGoesOnAreTriedAsWell() {
        MessageHandler handler = handler(
                true,
                goingOn(new Match.Regex("^a"), "one", Duration.ZERO, Rule.To.SENDER, false),
                goingOn(new Match.Any(), "two", Duration.ZERO, Rule.To.EVERYONE, false),
                rule("^ab", "three"),
                rule("b", "four"));
        peer.say(handler, "ab");
        assertThat(peer.replies).containsExactly("one", "three");
        assertThat(peer.broadcasts).containsExactly("two true");
        peer.say(handler, "b");
        assertThat(peer.replies).containsExactly("one", "three", "four");
        peer.say(handler, "c");
        assertThat(peer.replies).as("a rule was about it, so it is not echoed").hasSize(3);
        assertThat(peer.broadcasts).hasSize(3);
    }

    @Test
    void messageThatIsAnsweredTwiceCountsOnce() {
        MessageHandler handler = handler(
                false,
                goingOn(new Match.Any(), "a {{counter}}", Duration.ZERO, Rule.To.SENDER, false),
                rule("x", "b {{counter}}"));
        peer.say(handler, "x");
        peer.say(handler, "x");
        assertThat(peer.replies).containsExactly("a 1", "b 1", "a 2", "b 2");
    }

    @Test
    void ruleThatClosesAndGoesOnClosesBehindTheOthers() {
        List<Boolean> before = new ArrayList<>();
        RecordingPeer watched = new RecordingPeer() {
            @Override
            public void reply(ByteBuf payload) {
                before.add(closed);
                super.reply(payload);
            }
        };
        MessageHandler handler = handler(
                false, goingOn(new Match.Any(), "bye", Duration.ZERO, Rule.To.SENDER, true), rule("x", "last words"));
        watched.say(handler, "x");
        assertThat(watched.replies).containsExactly("bye", "last words");
        assertThat(before).containsExactly(false, false);
        assertThat(watched.closed).isTrue();
    }

    @Test
    void ruleThatWaitsDoesNotHoldUpThoseBehindIt() {
        MessageHandler handler = handler(
                false,
                goingOn(new Match.Any(), "late", Duration.ofSeconds(1), Rule.To.SENDER, false),
                rule("x", "early"));
        peer.say(handler, "x");
        peer.pass();
        assertThat(peer.replies).containsExactly("early", "late");
    }

    @Test
    void messageThatIsTooLongForTheRestIsAnsweredByTheRulesBefore() {
        Rule[] rules = new Rule[200];
        Arrays.fill(rules, rule("(?:x?){140}y", "found"));
        rules[0] = goingOn(new Match.Any(), "first", Duration.ZERO, Rule.To.SENDER, false);
        peer.say(handler(true, rules), "x".repeat(60_000));
        assertThat(peer.replies).containsExactly("first");
        assertThat(peer.notes).hasSize(1);
    }

    @Test
    void whatMatchesNoRuleMayBeEchoed() {
        peer.say(handler(true, rule("^a", "one")), "zebra");
        assertThat(peer.replies).containsExactly("zebra");
    }

    @Test
    void ruleWithoutReplySaysNothingAndHidesThoseBehindIt() {
        peer.say(handler(true, rule("a", ""), rule("a", "late")), "a");
        assertThat(peer.replies).isEmpty();
        assertThat(peer.closed).isFalse();
    }

    @Test
    void replyIsMadeFromMessageGroupsAndSurroundings() {
        MessageHandler handler =
                handler(false, rule("^hi (\\w+)", "{{counter}} hello {{1}} {{connection}} {{remote}} {{time}}"));
        peer.say(handler, "hi Ann");
        peer.say(handler, "ho");
        peer.say(handler, "hi Bob");
        assertThat(peer.replies)
                .containsExactly(
                        "1 hello Ann 7 10.0.0.1:5000 2026-01-02T03:04:05.000Z",
                        "2 hello Bob 7 10.0.0.1:5000 2026-01-02T03:04:05.000Z");
    }

    @Test
    void delayedReplyKeepsWhatItWasMadeFrom() {
        Rule rule = new Rule(
                new Match.Any(), "{{message}}", Format.TEXT, Duration.ofMillis(250), Rule.To.SENDER, true, false);
        byte[] message = {'a', 'b'};
        peer.say(handler(false, rule), message);
        message[0] = 'x';
        assertThat(peer.replies).isEmpty();
        assertThat(peer.closed).isFalse();
        assertThat(peer.delayed).singleElement().satisfies(later -> {
            assertThat(later.delayNanos()).isEqualTo(250_000_000);
            assertThat(later.weight()).isEqualTo(2);
        });
        peer.pass();
        assertThat(peer.replies).containsExactly("ab");
        assertThat(peer.closed).isTrue();
    }

    @Test
    void ruleMayOnlyClose() {
        Rule rule = new Rule(new Match.Any(), "", Format.TEXT, Duration.ZERO, Rule.To.SENDER, true, false);
        peer.say(handler(false, rule), "x");
        assertThat(peer.replies).isEmpty();
        assertThat(peer.closed).isTrue();
    }

    @Test
    void replyMayGoToEveryone() {
        Rule rule = new Rule(new Match.Any(), "all", Format.TEXT, Duration.ZERO, Rule.To.EVERYONE, false, false);
        peer.say(handler(false, rule), "x");
        assertThat(peer.broadcasts).containsExactly("all true");
        assertThat(peer.replies).isEmpty();
    }

    @Test
    void replyThatGrowsTooLongIsNotedAndNotSent() {
        Rule rule = new Rule(
                new Match.Any(), "{{message}}{{message}}", Format.TEXT, Duration.ZERO, Rule.To.SENDER, false, false);
        peer.say(handler(false, rule), new byte[600 << 10]);
        assertThat(peer.replies).isEmpty();
        assertThat(peer.notes).extracting(Failure::kind).containsExactly(Failure.Kind.FRAME_TOO_LARGE);
    }

    @Test
    void replyThatComesOutEmptyIsNotSent() {
        Rule rule =
                new Rule(new Match.Any(), "{{json:/none}}", Format.TEXT, Duration.ZERO, Rule.To.SENDER, false, false);
        peer.say(handler(false, rule), "{}");
        assertThat(peer.replies).isEmpty();
        assertThat(peer.notes).isEmpty();
    }

    @Test
    void rulesAreWrittenShortInAFile() {
        Responder.Rules bound = bind("""
                {"rules": [
                  {"match": {"type": "text", "value": "ping", "mode": "starts-with"}, "reply": "pong"},
                  {"match": {"type": "hex", "bytes": "01 ??"}, "format": "hex", "reply": "02 {{message}}"},
                  {"match": {"type": "regex", "pattern": "^bye"}, "reply": "bye", "delay": "50ms", "close": true},
                  {"match": {"type": "json", "pointer": "/op", "value": "all"}, "reply": "x", "to": "everyone"},
                  {"match": "any", "reply": "!", "goOn": true},
                  {"match": "any", "reply": "?"}
                ], "otherwise": "echo"}""").value();
        assertThat(bound).isNotNull();
        MessageHandler handler = bound.handler();
        for (String message : new String[] {"ping 1", "\u0001a", "goodbye", "{\"op\": \"all\"}"}) {
            peer.say(handler, message);
        }
        assertThat(peer.replies).containsExactly("pong", "\u0002\u0001a", "!", "?");
        assertThat(peer.broadcasts).containsExactly("x true");
    }

    @Test
    void everyBadFieldOfARuleIsNamed() {
        Bound<Responder.Rules> bound = bind("""
                {"rules": [
                  {"match": {"type": "regex", "pattern": "("}, "reply": "x"},
                  {"match": "any", "reply": "{{mesage}}"},
                  {"match": {"type": "json", "pointer": "x"}, "delay": "2h"}
                ]}""");
        assertThat(bound.problems())
                .extracting(p -> p.field())
                .containsExactly(
                        "rules[0].match.pattern", "rules[1].reply", "rules[2].match.pointer", "rules[2].delay");
    }

    private static Bound<Responder.Rules> bind(String json) {
        return SettingsBinder.bind(
                Responder.Rules.class,
                new Responder.Rules(),
                JsonMapper.shared().readTree(json));
    }
}
