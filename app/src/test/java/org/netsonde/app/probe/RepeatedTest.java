package org.netsonde.app.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.engine.probe.ProbePart;
import org.netsonde.engine.probe.ProbeRequest;
import org.netsonde.engine.probe.ProbeTarget;
import org.netsonde.engine.probe.connect.ConnectPlan;
import org.netsonde.engine.probe.dns.DnsServer;
import org.netsonde.engine.protocol.Protocol;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.protocol.SettingsBinder;
import tools.jackson.databind.node.ObjectNode;

/** A probe becomes an endpoint whose settings are good. */
class RepeatedTest {

    private static ObjectNode settings(ProbeRequest request) {
        ObjectNode settings = Repeated.settings(request);
        assertThat(problems(ProtocolRegistry.builtin().find(Repeated.PROTOCOL).orElseThrow(), settings))
                .isEmpty();
        return settings;
    }

    private static <S extends Record & Settings> List<?> problems(Protocol<S, ?> protocol, ObjectNode settings) {
        return SettingsBinder.bind(protocol.settingsType(), protocol.defaults(), settings)
                .problems();
    }

    private static ProbeRequest request(String target) {
        return ProbeRequest.of(ProbeTarget.parse(target));
    }

    @ParameterizedTest
    @CsvSource({
        "tcp://a.test:22, connect",
        "tls://a.test:22, tls",
        "http://a.test:22/x, http",
        "https://a.test:22/x, https",
        "ws://a.test:22, connect",
        "wss://a.test:22, tls"
    })
    void goesAsFarAsTheProbeDid(String target, String kind) {
        ObjectNode settings = settings(request(target));

        assertThat(settings.path("probe").asString()).isEqualTo(kind);
        assertThat(settings.path("host").asString()).isEqualTo("a.test");
        assertThat(settings.path("port").asInt()).isEqualTo(22);
    }

    @Test
    void partsThatWereLeftOutAreNotProbed() {
        ProbeRequest connects = request("https://a.test").only(Set.of(ProbePart.CONNECT));

        assertThat(settings(connects).path("probe").asString()).isEqualTo("connect");
    }

    @Test
    void timesAndNameServerAreThose() {
        ObjectNode settings = settings(request("tcp://a.test:22")
                .connecting(new ConnectPlan(5, Duration.ofMillis(100), Duration.ofMillis(1500)))
                .within(Duration.ofSeconds(2), Duration.ofMinutes(1))
                .asking(DnsServer.parse("127.0.0.1:5353")));

        assertThat(settings.path("connectTimeout").asString()).isEqualTo("1s500ms");
        assertThat(settings.path("replyTimeout").asString()).isEqualTo("2s");
        assertThat(settings.path("dns").asString()).isEqualTo("127.0.0.1:5353");
    }

    @Test
    void secretsStayOutOfTheWorkspace() {
        ProbeRequest secret = request("https://a.test/list?access_token=abc");

        assertThat(Repeated.hasSecret(secret.target())).isTrue();
        assertThat(settings(secret).path("path").asString()).isEqualTo("/list");
        assertThat(settings(request("https://a.test/list?page=2")).path("path").asString())
                .isEqualTo("/list?page=2");
    }
}
