package org.netsonde.app.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.message.rule.Rule;
import org.netsonde.engine.protocol.OptionSpec;
import org.netsonde.engine.protocol.SettingsDescriber;
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
}
