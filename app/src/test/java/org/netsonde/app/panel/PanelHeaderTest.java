package org.netsonde.app.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.EndpointState;

class PanelHeaderTest {

    @Test
    void addressIsWrittenAsOthersTypeIt() {
        assertThat(PanelHeader.hostAndPort("127.0.0.1", 80)).isEqualTo("127.0.0.1:80");
        assertThat(PanelHeader.hostAndPort("0:0:0:0:0:0:0:1", 80)).isEqualTo("[::1]:80");
        assertThat(PanelHeader.hostAndPort("fd00:0:0:0:0:0:0:2", 80)).isEqualTo("[fd00::2]:80");
        assertThat(PanelHeader.hostAndPort("fe80:0:0:1:0:0:0:2", 80)).isEqualTo("[fe80::1:0:0:0:2]:80");
    }

    @Test
    void everyInterfaceIsAStarInEitherFamily() {
        for (String any : new String[] {"0.0.0.0", "::"}) {
            EndpointState.Running running = new EndpointState.Running(new InetSocketAddress(any, 80), Instant.EPOCH);

            assertThat(PanelHeader.hostAndPort(running)).isEqualTo("*:80");
        }
    }
}
