package org.netsonde.engine.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.Bound;
import org.netsonde.engine.protocol.Caution;
import org.netsonde.engine.protocol.Problem;
import org.netsonde.engine.protocol.SettingsBinder;
import tools.jackson.databind.json.JsonMapper;

/** A message may name a server over TLS whether the client is aimed at one or not. */
class HttpClientSettingsTest {

    private static Bound<HttpClientSettings> bind(String mode, String trust) {
        String json = "{'tls': {'mode': '%s', 'trust': {'type': '%s'}}}".formatted(mode, trust);
        return SettingsBinder.bind(
                HttpClientSettings.class,
                new HttpClientSettings(),
                JsonMapper.shared().readTree(json.replace('\'', '"')));
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "off"})
    void trustInAFileNeedsTheFile(String mode) {
        assertThat(bind(mode, "custom").problems())
                .containsExactly(new Problem("tls.trust.file", Phrase.of("problem.fileNeeded")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "off"})
    void whoChecksNoServerIsToldSo(String mode) {
        assertThat(bind(mode, "none").orThrow().http().cautions())
                .isEqualTo(List.of(Caution.danger("tls.trust", "unverified")));
        assertThat(bind(mode, "full").orThrow().http().cautions()).isEmpty();
    }
}
