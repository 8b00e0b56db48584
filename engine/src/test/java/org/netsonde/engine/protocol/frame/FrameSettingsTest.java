package org.netsonde.engine.protocol.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.protocol.Bound;
import org.netsonde.engine.protocol.JsonText;
import org.netsonde.engine.protocol.Problem;
import org.netsonde.engine.protocol.SettingsBinder;
import org.netsonde.engine.protocol.SettingsDescriber;
import tools.jackson.databind.json.JsonMapper;

class FrameSettingsTest {

    private static <T extends Record> Bound<T> bind(Class<T> type, T defaults, String json) {
        return SettingsBinder.bind(type, defaults, JsonMapper.shared().readTree(json.replace('\'', '"')));
    }

    private static List<String> problems(String json) {
        return bind(FrameServerSettings.class, new FrameServerSettings(), json).problems().stream()
                .map(problem -> problem.field() + " " + problem.text().key())
                .toList();
    }

    @Test
    void defaultsOfBothSidesGoTogether() {
        FrameServerSettings server = new FrameServerSettings();
        FrameClientSettings client = new FrameClientSettings();
        assertThat(client.aim().port()).isEqualTo(server.port()).isEqualTo(9000);
        assertThat(client.framing()).isEqualTo(server.framing());
        assertThat(server.handlers()).containsExactly(new FrameHandler.Echo(), new FrameHandler.Calculation());
    }

    @Test
    void framingMustTellWhereFramesEnd() {
        assertThat(problems("{'framing': 'raw'}")).containsExactly("framing problem.frameRaw");
        assertThat(problems("{'framing': {'type': 'lines', 'maxLength': '1GiB'}}"))
                .containsExactly("framing.maxLength problem.atMost");
        assertThat(problems("{'framing': 'delimiter'}")).isEmpty();
        assertThat(bind(FrameClientSettings.class, new FrameClientSettings(), "{'framing': 'raw'}")
                        .problems())
                .extracting(Problem::field)
                .containsExactly("framing");
    }

    @Test
    void everyTypeHasOneHandlerAndErrorsHaveNone() {
        assertThat(problems("{'handlers': ['echo', 'calculation', {'type': 'template'}]}"))
                .isEmpty();
        assertThat(problems("{'handlers': ['echo', {'type': 'template', 'frameType': 'echo'}]}"))
                .containsExactly("handlers[1].frameType problem.handlerTwice");
        assertThat(problems("{'handlers': [{'type': 'echo', 'frameType': 'error'}]}"))
                .containsExactly("handlers[0].frameType problem.handlerError");
        assertThat(problems("{'handlers': [{'type': 'echo', 'frameType': ''}]}"))
                .containsExactly("handlers[0].frameType problem.empty");
    }

    @Test
    void messagesMayBeTextOrObjects() {
        Bound<FrameClientSettings> bound = bind(
                FrameClientSettings.class,
                new FrameClientSettings(),
                "{'messages': ['Hello', {'type': 'calculation', 'payload': {'a': 1, 'b': [2]}},"
                        + " {'payload': '{\\'a\\': 1}', 'checksum': 'x'}]}");
        assertThat(bound.problems()).isEmpty();
        assertThat(bound.unknown()).isEmpty();
        assertThat(bound.value().messages())
                .containsExactly(
                        new FrameMessage("echo", new JsonText("Hello"), ""),
                        new FrameMessage("calculation", new JsonText("{\"a\":1,\"b\":[2]}"), ""),
                        new FrameMessage("echo", new JsonText("{\"a\": 1}"), "x"));
    }

    @Test
    void brokenPayloadIsAProblemOfItsField() {
        assertThat(bind(FrameClientSettings.class, new FrameClientSettings(), "{'messages': ['{\\'a\\': }']}")
                        .problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.field()).isEqualTo("messages[0].payload");
                    assertThat(problem.text().key()).isEqualTo("problem.jsonValue");
                    assertThat(problem.text().args()).startsWith("1", "7");
                });
    }

    @Test
    void settingsSurviveBeingWrittenAndRead() {
        FrameServerSettings settings = new FrameServerSettings();
        assertThat(bind(
                                FrameServerSettings.class,
                                settings,
                                SettingsDescriber.toJson(settings).toString())
                        .value())
                .isEqualTo(settings);
    }
}
