package org.netsonde.app.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.protocol.Protocol;
import org.netsonde.engine.protocol.ProtocolRegistry;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class CertificateSettingTest {

    private static final Path CHAIN = Path.of("/keys/mine.pem");
    private static final Path KEY = Path.of("/keys/mine.key");

    private static Protocol<?, ?> protocol(String id) {
        return ProtocolRegistry.builtin().find(id).orElseThrow();
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) JsonMapper.shared().readTree(text.replace('\'', '"'));
    }

    @Test
    void aProtocolWithoutEncryptionHasNone() {
        assertThat(CertificateSetting.of(protocol("tcp-server"))).isEmpty();
    }

    @Test
    void theCertificateIsNamedWhereTheProtocolHasItAndEncryptionSwitchedOn() {
        ObjectNode settings =
                json("{'port': 0, 'tls': {'mode': 'off', 'certificate': {'type': 'pkcs12', 'file': 'x'}}}");

        CertificateSetting.of(protocol("websocket-server")).orElseThrow().write(settings, CHAIN, KEY);

        assertThat(settings)
                .isEqualTo(json("{'port': 0, 'tls': {'mode': 'on', 'certificate':"
                        + " {'type': 'pem', 'chain': '/keys/mine.pem', 'key': '/keys/mine.key'}}}"));
    }

    @Test
    void everyProtocolThatShowsACertificateTakesIt() {
        for (String id : List.of("tls-server", "tls-client", "websocket-server", "websocket-client")) {
            ObjectNode settings = json("{}");

            CertificateSetting.of(protocol(id)).orElseThrow().write(settings, CHAIN, KEY);

            assertThat(settings.findValue("chain").asString()).as(id).isEqualTo("/keys/mine.pem");
        }
    }

    @Test
    void whoChecksCertificatesCanTrustAnAuthority() {
        for (String id : List.of("tls-server", "tls-client", "websocket-client", "http-client")) {
            ObjectNode settings = json("{}");

            TrustSetting.of(protocol(id)).orElseThrow().write(settings, CHAIN);

            assertThat(settings.findValue("trust"))
                    .as(id)
                    .isEqualTo(json("{'type': 'custom', 'file': '/keys/mine.pem'}"));
        }
        assertThat(TrustSetting.of(protocol("tcp-server"))).isEmpty();
    }
}
