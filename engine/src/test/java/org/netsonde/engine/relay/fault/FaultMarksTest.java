package org.netsonde.engine.relay.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.relay.link.Ways;

class FaultMarksTest {

    private static final FaultSetting LATENCY = new FaultSetting();
    private static final FaultSetting BANDWIDTH =
            new FaultSetting(new Bandwidth(new DataSize(16 << 10)), Ways.TO_CLIENT, 1);

    private static List<String> between(List<FaultSetting> before, List<FaultSetting> after) {
        return FaultMarks.between(before, after).stream()
                .map(phrase -> phrase.text(Locale.ENGLISH))
                .toList();
    }

    private static FaultSetting off(FaultSetting setting) {
        return new FaultSetting(false, setting.fault(), setting.direction(), setting.probability(), setting.seed());
    }

    @Test
    void saysWhatBeginsAndEnds() {
        assertThat(between(List.of(), List.of(LATENCY))).containsExactly("Latency begins: 100ms");
        assertThat(between(List.of(LATENCY), List.of(off(LATENCY)))).containsExactly("Latency ends");
        assertThat(between(List.of(off(LATENCY)), List.of(LATENCY))).containsExactly("Latency begins: 100ms");
        assertThat(between(List.of(LATENCY), List.of(BANDWIDTH)))
                .containsExactly("Latency ends", "Bandwidth begins: 16KiB/s");
    }

    @Test
    void saysWhatChanges() {
        FaultSetting more = new FaultSetting(
                new Latency(Duration.ofMillis(200), Duration.ofMillis(20), Distribution.NORMAL), Ways.BOTH, 0.07);
        assertThat(between(List.of(LATENCY), List.of(more))).containsExactly("Latency changes: 200ms ± 20ms (7 %)");
    }

    @Test
    void saysNothingOfWhatStays() {
        assertThat(between(List.of(LATENCY, BANDWIDTH), List.of(BANDWIDTH, off(BANDWIDTH), LATENCY)))
                .isEmpty();
        assertThat(between(List.of(LATENCY, LATENCY), List.of(LATENCY))).containsExactly("Latency ends");
    }

    @Test
    void everyFaultHasItsWordsInBothLanguages() throws ReflectiveOperationException {
        assertThat(Fault.class.getPermittedSubclasses()).hasSize(12);
        for (Class<?> type : Fault.class.getPermittedSubclasses()) {
            Fault fault = (Fault) type.getConstructor().newInstance();
            FaultSetting setting = new FaultSetting(fault, Ways.BOTH, 1);
            FaultSetting other = new FaultSetting(fault, Ways.BOTH, 0.5);
            for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
                for (var phrase : Arrays.asList(
                        FaultMarks.between(List.of(), List.of(setting)).getFirst(),
                        FaultMarks.between(List.of(setting), List.of(other)).getFirst(),
                        FaultMarks.between(List.of(setting), List.of()).getFirst())) {
                    assertThat(phrase.text(locale)).doesNotContain("faultMark.");
                }
            }
        }
    }
}
