package org.netsonde.engine.relay.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.message.Framing;
import org.netsonde.engine.protocol.Bound;
import org.netsonde.engine.protocol.SettingsBinder;
import org.netsonde.engine.protocol.SettingsDescriber;
import org.netsonde.engine.relay.RelaySettings;
import org.netsonde.engine.relay.Transport;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Faults as settings: their presets, their bounds and where they fit. */
class FaultPresetsTest {

    private static Bound<RelaySettings> bind(Transport transport, Framing framing, List<FaultSetting> faults) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        faults.forEach(fault -> list.add(SettingsDescriber.toJson(fault)));
        ObjectNode raw = SettingsDescriber.toJson(new RelaySettings());
        raw.put("transport", transport == Transport.UDP ? "udp" : "tcp");
        raw.set("faults", list);
        ObjectNode framed = JsonNodeFactory.instance.objectNode();
        framed.put("type", framing instanceof Framing.Lines ? "lines" : "raw");
        raw.set("framing", framed);
        return SettingsBinder.bind(RelaySettings.class, new RelaySettings(), raw);
    }

    @Test
    void everyPresetFitsAPlainRelayAndSurvivesTheFile() {
        for (FaultPreset preset : FaultPresets.all()) {
            assertThat(bind(Transport.TCP, new Framing.Raw(), preset.stream())
                            .orThrow()
                            .faults())
                    .isNotEmpty()
                    .isEqualTo(preset.stream());
            assertThat(bind(Transport.UDP, new Framing.Raw(), preset.datagrams())
                            .orThrow()
                            .faults())
                    .isNotEmpty()
                    .isEqualTo(preset.datagrams());
        }
    }

    @Test
    void everyPresetHasAnIdAndWordsOfItsOwn() {
        List<FaultPreset> all = FaultPresets.all();
        assertThat(all).extracting(FaultPreset::id).doesNotHaveDuplicates().contains("3g", "lossy-wifi", "satellite");
        for (FaultPreset preset : all) {
            for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
                assertThat(preset.title().text(locale)).doesNotContain("faultPreset.");
                assertThat(preset.summary().text(locale)).doesNotContain("faultPreset.");
            }
        }
    }

    @Test
    void everyFaultSurvivesTheFile() throws ReflectiveOperationException {
        List<FaultSetting> faults = new ArrayList<>();
        for (Class<?> type : Fault.class.getPermittedSubclasses()) {
            Fault fault = (Fault) type.getConstructor().newInstance();
            faults.add(FaultRun.setting(fault, 0.125, -7));
        }
        assertThat(bind(Transport.TCP, new Framing.Lines(), faults).orThrow().faults())
                .isEqualTo(faults);
    }

    @Test
    void whatIsOutOfRangeIsNamed() {
        ObjectNode raw = SettingsDescriber.toJson(new FaultSetting());
        raw.put("probability", 1.5);
        ((ObjectNode) raw.get("fault")).put("delay", "2h").put("jitter", "-1s");
        Bound<FaultSetting> bound = SettingsBinder.bind(FaultSetting.class, new FaultSetting(), raw);
        assertThat(bound.problems())
                .extracting(problem -> problem.field())
                .containsExactlyInAnyOrder("probability", "fault.delay", "fault.jitter");
    }

    @Test
    void whereAFaultDoesNotFitItIsSaid() {
        List<FaultSetting> drop = List.of(FaultRun.setting(new Drop(), 1, 1));
        List<FaultSetting> reset = List.of(FaultRun.setting(new Reset(), 1, 1));
        assertThat(bind(Transport.TCP, new Framing.Raw(), drop).problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.field()).isEqualTo("faults[0].fault");
                    assertThat(problem.text().text(Locale.ENGLISH)).contains("choose a framing");
                });
        assertThat(bind(Transport.UDP, new Framing.Raw(), reset).problems())
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.text().text(Locale.ENGLISH)).contains("byte streams"));
        assertThat(bind(Transport.TCP, new Framing.Lines(), drop).problems()).isEmpty();
        assertThat(bind(Transport.UDP, new Framing.Raw(), drop).problems()).isEmpty();
    }

    @Test
    void aFaultOfBytesIsDrawnForEachConversation() {
        int met = 0;
        for (long conversation = 0; conversation < 2000; conversation++) {
            var passage = new org.netsonde.engine.relay.link.TestPassage(
                    org.netsonde.engine.relay.link.Heading.TO_CLIENT, conversation, false);
            met += new FaultSource(0, FaultRun.setting(new Slicer(), 0.2, 3)).stage(passage) == null ? 0 : 1;
        }
        // Four standard deviations.
        assertThat(met).isBetween(400 - 72, 400 + 72);
    }
}
