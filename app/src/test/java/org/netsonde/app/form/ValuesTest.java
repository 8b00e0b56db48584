package org.netsonde.app.form;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.netsonde.engine.protocol.OptionType;

class ValuesTest {

    @Test
    void numberIsStoredAsNumberAndAnythingElseAsTyped() {
        assertThat(Values.read(new OptionType.Whole(), " 8888 ").toString()).isEqualTo("8888");
        assertThat(Values.read(new OptionType.Whole(), "80 80").toString()).isEqualTo("\"80 80\"");
        assertThat(Values.read(new OptionType.Whole(), "99999999999999999999").toString())
                .isEqualTo("\"99999999999999999999\"");
        assertThat(Values.read(new OptionType.Real(), "1.50").toString()).isEqualTo("1.50");
        assertThat(Values.read(new OptionType.Text(), "12").toString()).isEqualTo("\"12\"");
    }

    @Test
    void sameValueInTwoSpellingsIsTheSame() {
        assertThat(Values.same(Values.JSON.numberNode(8888), Values.JSON.stringNode("8888")))
                .isTrue();
        assertThat(Values.same(Values.JSON.numberNode(8888L), Values.JSON.numberNode(8888)))
                .isTrue();
        assertThat(Values.same(null, Values.JSON.stringNode(""))).isFalse();
    }

    @Test
    void namesWithoutWordsReadAsWords() {
        assertThat(Labels.readable("maxConnections")).isEqualTo("Max connections");
        assertThat(Labels.readable("thread-per-connection")).isEqualTo("Thread per connection");
    }
}
