package org.netsonde.engine.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.protocol.Bound;
import org.netsonde.engine.protocol.Problem;
import org.netsonde.engine.protocol.SettingsBinder;
import org.netsonde.engine.protocol.SettingsDescriber;
import org.netsonde.engine.protocol.SettingsException;
import tools.jackson.databind.node.ObjectNode;

class CertificatePlanTest {

    @ParameterizedTest
    @CsvSource({
        "localhost, HOST, localhost",
        "A.Example, HOST, a.example",
        "*.a.example, HOST, *.a.example",
        "bücher.example, HOST, xn--bcher-kva.example",
        "_service.example, HOST, _service.example",
        "192.0.2.1, ADDRESS, 192.0.2.1",
        "::1, ADDRESS, ::1",
        "2001:db8::7, ADDRESS, 2001:db8::7",
        "https://a.example/x, URI, https://a.example/x",
        "urn:uuid:6f0c, URI, urn:uuid:6f0c",
        "who@a.example, MAIL, who@a.example"
    })
    void namesAreRecognisedByTheirForm(String text, AlternativeName.Kind kind, String value) {
        assertThat(AlternativeName.of(text)).contains(new AlternativeName(kind, value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a..b",
                "-a.example",
                "a.example.",
                "*",
                "*.",
                "a.*.example",
                "300.1.1.1",
                "1.2.3",
                "fe80::1%eth0",
                "@",
                "a@",
                "a@b@c",
                "a://b c",
                "a/b",
                "a:80"
            })
    void whatIsNoNameIsRefused(String text) {
        assertThat(AlternativeName.of(text)).isEmpty();
    }

    @Test
    void everyBadFieldIsTold() {
        assertThatThrownBy(() -> new CertificatePlan(
                        Purpose.SERVER,
                        "x",
                        List.of("good", "not good"),
                        Plans.NOW,
                        Plans.NOW.plusMillis(5),
                        KeyKind.ED25519))
                .isInstanceOfSatisfying(
                        SettingsException.class,
                        e -> assertThat(e.problems()).extracting(Problem::field).containsExactly("names[1]", "until"));
    }

    @Test
    void aPlanIsAForm() {
        CertificatePlan plan = Plans.server("localhost", "::1");

        ObjectNode json = SettingsDescriber.toJson(plan);
        assertThat(json.get("from").asString()).isEqualTo("2026-03-01T11:00:00Z");
        assertThat(json.get("key").asString()).isEqualTo("ecdsa-p256");
        assertThat(SettingsDescriber.describe(CertificatePlan.class, plan)).hasSize(8);
        assertThat(SettingsBinder.bind(CertificatePlan.class, plan, json).orThrow())
                .isEqualTo(plan);

        json.put("until", "tomorrow");
        Bound<CertificatePlan> bad = SettingsBinder.bind(CertificatePlan.class, plan, json);
        assertThat(bad.problems())
                .hasToString("[until: must be a moment such as 2026-01-31T12:00:00Z, not \"tomorrow\"]");
    }
}
