package org.netsonde.app.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.message.rule.Rule;
import org.netsonde.engine.protocol.OptionSpec;
import org.netsonde.engine.protocol.SettingsDescriber;
import org.netsonde.engine.relay.balance.BackEndSetting;
import org.netsonde.engine.relay.fault.FaultSetting;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SummaryTest {

    private final List<OptionSpec> rule = SettingsDescriber.describe(Rule.class, new Rule());

    private String summary(String json) {
        ObjectNode value = (ObjectNode) JsonMapper.shared().readTree(json.replace('\'', '"'));
        return Summary.of(rule, value, new Labels(new Texts(Locale.ENGLISH)));
    }

    @Test
    void kindsTextsAndWhatWasChangedStandOnOneLine() {
        assertThat(summary("{'match': {'type': 'regex', 'pattern': '^set'}, 'reply': 'a\\nb', 'delay': '50ms'}"))
                .isEqualTo("Regular expression · ^set · a b · 50ms");
    }

    @Test
    void defaultsAndFlagsAreLeftOut() {
        assertThat(summary("{'match': {'type': 'text', 'value': 'ping', 'ignoreCase': true}, 'close': true}"))
                .isEqualTo("Text · ping");
    }

    @Test
    void whatIsLongIsCut() {
        assertThat(summary("{'reply': '" + "x".repeat(1000) + "'}"))
                .endsWith("x…")
                .hasSizeLessThan(200);
    }

    private static String of(Record defaults, String json) {
        return Summary.of(
                SettingsDescriber.describe(defaults.getClass(), defaults),
                (ObjectNode) JsonMapper.shared().readTree(json.replace('\'', '"')),
                new Labels(new Texts(Locale.ENGLISH)));
    }

    @Test
    void aPlaceIsOneWord() {
        assertThat(of(new BackEndSetting(), "{}")).isEqualTo("127.0.0.1:8001");
        assertThat(of(new BackEndSetting(), "{'host': '::1', 'port': 9, 'weight': 3}"))
                .isEqualTo("[::1]:9 · weight 3");
        assertThat(of(new BackEndSetting(), "{'target': 'Echo', 'port': 9}")).isEqualTo("Echo");
    }

    @Test
    void howMuchAKindIsAboutIsSaidAlsoWhereItIsTheDefault() {
        assertThat(of(new FaultSetting(), "{'fault': {'type': 'latency'}}")).endsWith("100ms");
        assertThat(of(new FaultSetting(), "{'fault': {'type': 'latency', 'delay': '2s'}, 'probability': 0.5}"))
                .endsWith(" · 2s · probability 0.5");
        assertThat(of(new FaultSetting(), "{'fault': {'type': 'bandwidth', 'rate': '200000'}}"))
                .endsWith(" · 200 kB/s");
        assertThat(of(new FaultSetting(), "{'fault': {'type': 'latency', 'jitter': '20ms'}}"))
                .endsWith(" · 100ms · ± 20ms");
    }
}
