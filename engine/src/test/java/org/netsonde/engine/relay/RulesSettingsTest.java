package org.netsonde.engine.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.message.rule.Match;
import org.netsonde.engine.protocol.Bound;
import org.netsonde.engine.protocol.SettingsBinder;
import org.netsonde.engine.protocol.SettingsDescriber;
import org.netsonde.engine.relay.intercept.Intercept;
import org.netsonde.engine.relay.intercept.Rewrite;
import org.netsonde.engine.relay.limit.FixedWindow;
import org.netsonde.engine.relay.limit.LimitSetting;
import org.netsonde.engine.relay.limit.LimitSetting.Counted;
import org.netsonde.engine.relay.limit.LimitSetting.Excess;
import org.netsonde.engine.relay.limit.LimitSetting.Scope;
import org.netsonde.engine.relay.limit.SlidingWindow;
import org.netsonde.engine.relay.limit.TokenBucket;
import org.netsonde.engine.relay.link.Ways;
import tools.jackson.databind.json.JsonMapper;

/** Limits, held messages and rewriting as they are written in files. */
class RulesSettingsTest {

    private static Bound<RelaySettings> bind(String json) {
        return SettingsBinder.bind(
                RelaySettings.class, new RelaySettings(), JsonMapper.shared().readTree(json.replace('\'', '"')));
    }

    private static List<String> problems(String json) {
        return bind(json).problems().stream()
                .map(problem -> problem.field() + " " + problem.text().key())
                .toList();
    }

    @Test
    void limitsAreReadAsTheyAreWritten() {
        RelaySettings settings = bind("{'limits': [{}, {'limit': {'type': 'token-bucket', 'rate': 0.5, 'burst': 3},"
                        + " 'of': 'bytes', 'per': 'back-end', 'excess': 'close', 'direction': 'to-client'},"
                        + " {'on': false, 'limit': {'type': 'sliding-window', 'permits': 7, 'window': '2m'}}]}")
                .orThrow();
        assertThat(settings.limits())
                .containsExactly(
                        new LimitSetting(
                                true,
                                new FixedWindow(100, Duration.ofSeconds(1)),
                                Counted.CONNECTIONS,
                                Scope.RELAY,
                                Excess.DELAY,
                                Ways.TO_SERVER),
                        new LimitSetting(
                                true,
                                new TokenBucket(0.5, 3),
                                Counted.BYTES,
                                Scope.BACK_END,
                                Excess.CLOSE,
                                Ways.TO_CLIENT),
                        new LimitSetting(
                                false,
                                new SlidingWindow(7, Duration.ofMinutes(2)),
                                Counted.CONNECTIONS,
                                Scope.RELAY,
                                Excess.DELAY,
                                Ways.TO_SERVER));
        assertThat(SettingsBinder.bind(RelaySettings.class, new RelaySettings(), SettingsDescriber.toJson(settings))
                        .orThrow())
                .isEqualTo(settings);
    }

    @Test
    void whatIsWrongWithALimitIsSaidWhereItStands() {
        assertThat(problems("{'limits': [{'limit': {'type': 'fixed-window', 'permits': 0, 'window': '0s'}}]}"))
                .containsExactly("limits[0].limit.permits problem.range", "limits[0].limit.window problem.range");
        assertThat(problems("{'limits': [{'limit': {'type': 'token-bucket', 'rate': 0}}]}"))
                .containsExactly("limits[0].limit.rate problem.atLeast");
        assertThat(problems("{'limits': [{'limit': {'type': 'token-bucket', 'rate': 2e9, 'burst': 0}}]}"))
                .containsExactly("limits[0].limit.rate problem.range", "limits[0].limit.burst problem.range");
        assertThat(problems("{'limits': [{'limit': {'type': 'leaky-bucket'}}]}"))
                .hasSize(1);
    }

    @Test
    void aFaultThatIsOffNeedSuitNothing() {
        assertThat(problems("{'faults': [{'on': false, 'fault': {'type': 'drop'}}]}"))
                .isEmpty();
        assertThat(problems("{'faults': [{'fault': {'type': 'drop'}}]}"))
                .containsExactly("faults[0].fault problem.relay.needsMessages");
        assertThat(problems("{'transport': 'udp', 'faults': [{'on': false, 'fault': {'type': 'reset'}}]}"))
                .isEmpty();
        assertThat(problems("{'transport': 'udp', 'faults': [{'fault': {'type': 'reset'}}]}"))
                .containsExactly("faults[0].fault problem.relay.needsStream");
    }

    @Test
    void rewritingAndHeldMessagesToo() {
        RelaySettings settings = bind("{'rewrites': [{'find': 'a', 'replace': '$0b'}, {}],"
                        + " 'intercept': {'on': true, 'match': {'type': 'text', 'value': 'x'}, 'timeout': '1m'}}")
                .orThrow();
        assertThat(settings.rewrites()).containsExactly(new Rewrite(true, "a", "$0b", Ways.BOTH), new Rewrite());
        assertThat(settings.intercept())
                .isEqualTo(new Intercept(
                        true,
                        new Match.Text("x", Match.Mode.EQUALS, false),
                        Ways.BOTH,
                        Duration.ofMinutes(1),
                        Intercept.Decision.FORWARD,
                        50));
        assertThat(problems("{'rewrites': [{}, {'find': '(a'}, {'find': 'a', 'replace': '$1'}]}"))
                .containsExactly(
                        "rewrites[1].find problem.regexNoParenthesis", "rewrites[2].replace problem.rewriteGroup");
        assertThat(problems("{'intercept': {'timeout': '0s', 'most': 0}}"))
                .containsExactly("intercept.timeout problem.range", "intercept.most problem.range");
    }
}
