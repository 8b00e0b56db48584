package org.netsonde.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.netsonde.engine.protocol.OptionSpec;
import org.netsonde.engine.protocol.Protocol;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.protocol.SettingsDescriber;
import org.netsonde.fixtures.Bench;
import tools.jackson.databind.node.ObjectNode;

/** No protocol of the registry stays outside the contracts, and every entry is in order. */
class RegistryContractTest {

    private static final ProtocolRegistry REGISTRY = ProtocolRegistry.builtin();

    private static List<String> ids(Role role) {
        return REGISTRY.all().stream()
                .filter(protocol -> protocol.role() == role)
                .map(Protocol::id)
                .toList();
    }

    static Stream<Protocol<?, ?>> protocols() {
        return REGISTRY.all().stream();
    }

    @Test
    void everyServerHasALineInTheContract() {
        assertThat(ids(Role.SERVER)).isNotEmpty();
        assertThat(Servers.ALL).extracting(Servers.Line::protocol).containsAll(ids(Role.SERVER));
    }

    @Test
    void everyClientHasALineInTheContract() {
        assertThat(ids(Role.CLIENT)).isNotEmpty();
        // What sends nothing by itself or by hand has no conversation to hold to it.
        List<String> talking = ids(Role.CLIENT).stream()
                .filter(id -> REGISTRY.find(id).orElseThrow().sends())
                .toList();
        assertThat(Clients.ALL).extracting(Clients.Line::protocol).containsAll(talking);
    }

    @ParameterizedTest
    @FieldSource("org.netsonde.contract.Servers#ALL")
    void contractChangesEveryOptionOfAServerThatIsMarkedLive(Servers.Line line) {
        Protocol<?, ?> protocol = REGISTRY.find(line.protocol()).orElseThrow();
        ObjectNode defaults = SettingsDescriber.toJson((Record) protocol.defaults());
        ObjectNode live = Bench.json(line.live());
        for (OptionSpec option : SettingsDescriber.describe(protocol.settingsType(), protocol.defaults())) {
            if (option.live()) {
                assertThat(live.has(option.name())).as(option.name()).isTrue();
                assertThat(live.get(option.name())).isNotEqualTo(defaults.get(option.name()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void counterpartIsOfTheOtherRoleAndKnowsItsOwn(Protocol<?, ?> protocol) {
        Protocol<?, ?> other = REGISTRY.find(protocol.counterpart()).orElseThrow();
        if (protocol.role() == Role.CLIENT && !protocol.sends()) {
            // It probes whatever is there.
            assertThat(other).isSameAs(protocol);
            return;
        }
        assertThat(other.role()).isNotEqualTo(protocol.role());
        if (protocol.role() == Role.RELAY) {
            // What comes to it depends on what is behind it: it is offered a client, which has a server of its own.
            assertThat(other.role()).isEqualTo(Role.CLIENT);
        } else {
            assertThat(other.counterpart()).isEqualTo(protocol.id());
        }
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void chartsShowFiguresThatAreMeasured(Protocol<?, ?> protocol) {
        assertThat(protocol.charts())
                .allSatisfy(chart -> assertThat(protocol.metrics()).containsAll(chart.series()));
        assertThat(protocol.metrics()).extracting(metric -> metric.id()).doesNotHaveDuplicates();
    }
}
