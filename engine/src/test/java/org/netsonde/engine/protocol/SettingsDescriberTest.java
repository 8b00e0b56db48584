package org.netsonde.engine.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.protocol.SettingsBinderTest.Everything;

class SettingsDescriberTest {

    private final List<OptionSpec> options = SettingsDescriber.describe(Everything.class, new Everything());
    private final Map<String, OptionSpec> byName =
            options.stream().collect(Collectors.toMap(OptionSpec::name, Function.identity()));

    @Test
    void describesEveryComponentInOrder() {
        assertThat(options)
                .extracting(OptionSpec::name)
                .containsExactly(
                        "text", "flag", "small", "large", "real", "time", "size", "colour", "shape", "point", "names",
                        "points");
    }

    @Test
    void tellsTypesBoundsAndDefaults() {
        OptionSpec small = byName.get("small");
        assertThat(small.type()).isInstanceOf(OptionType.Whole.class);
        assertThat(small.min()).isEqualTo(-3);
        assertThat(small.max()).isEqualTo(10);
        assertThat(small.group()).isEqualTo("basic");
        assertThat(byName.get("flag").max()).isEqualTo(Long.MAX_VALUE);
        assertThat(byName.get("time").defaultValue().asString()).isEqualTo("30ms");
        assertThat(byName.get("size").defaultValue().asString()).isEqualTo("64");
        assertThat(byName.get("colour").type()).isEqualTo(new OptionType.Choice(List.of("dark-red", "blue")));
        assertThat(byName.get("colour").defaultValue().asString()).isEqualTo("dark-red");
        assertThat(byName.get("names").type()).isEqualTo(new OptionType.Many(new OptionType.Text()));
        assertThat(byName.get("point").type())
                .isInstanceOfSatisfying(
                        OptionType.Nested.class,
                        nested -> assertThat(nested.options())
                                .extracting(OptionSpec::name)
                                .containsExactly("name", "x", "y"));
    }

    @Test
    void describesEveryKindOfAVariantWithTheDefaultsInUse() {
        OptionType.Variant shape = (OptionType.Variant) byName.get("shape").type();
        assertThat(shape.cases()).extracting(VariantCase::id).containsExactly("circle", "round-square");
        // Of the kind that is in use, its own values; of another one, those it begins with; else none.
        assertThat(shape.cases().get(0).options().getFirst().defaultValue().asInt())
                .isEqualTo(1);
        assertThat(shape.cases().get(1).options().getFirst().defaultValue()).isNull();
    }

    @Test
    void jsonOfAVariantNamesItsKindFirst() {
        assertThat(SettingsDescriber.toJson(new Everything()).get("shape").toString())
                .isEqualTo("{\"type\":\"circle\",\"radius\":1}");
    }

    @Test
    void everyDefaultOfEveryProtocolIsWithinItsBounds() {
        for (Protocol<?, ?> protocol : ProtocolRegistry.builtin().all()) {
            for (OptionSpec option : SettingsDescriber.describe(protocol.settingsType(), protocol.defaults())) {
                assertThat(option.defaultValue())
                        .as("%s.%s", protocol.id(), option.name())
                        .isNotNull();
                assertThat(option.min())
                        .as("%s.%s", protocol.id(), option.name())
                        .isLessThanOrEqualTo(option.max());
            }
        }
    }
}
