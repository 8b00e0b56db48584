package org.netsonde.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenedTextTest {

    private static InetSocketAddress address(String host, int port) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }

    @Test
    void saysBothEndsAndReadsThemBack() throws UnknownHostException {
        String text = OpenedText.of(address("192.0.2.7", 4000), address("192.0.2.1", 8888));

        assertThat(text).isEqualTo("192.0.2.7:4000 ⇄ 192.0.2.1:8888");
        assertThat(OpenedText.parse(text + " · /path v1"))
                .isEqualTo(new OpenedText(address("192.0.2.7", 4000), address("192.0.2.1", 8888)));
    }

    @Test
    void keepsTheNameByWhichAHostWasCalled() throws UnknownHostException {
        InetSocketAddress named =
                new InetSocketAddress(InetAddress.getByAddress("device.local", new byte[] {(byte) 192, 0, 2, 7}), 80);

        String text = OpenedText.of(named, null);

        assertThat(text).isEqualTo("device.local:80 (192.0.2.7)");
        assertThat(OpenedText.parse(text)).isEqualTo(new OpenedText(address("192.0.2.7", 80), null));
    }

    @Test
    void readsIpv6InBracketsAndLeavesTheInterfaceOut() throws UnknownHostException {
        assertThat(OpenedText.parse("[fe80:0:0:0:0:0:0:1%eth0]:4000 ⇄ [0:0:0:0:0:0:0:1]:8888"))
                .isEqualTo(new OpenedText(address("fe80::1", 4000), address("::1", 8888)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "nowhere", "host.example:80", "1.2.3.4", "1.2.3.4:99999", "[::1:5", " ⇄ ", "a (b):c ⇄ d"})
    void whatIsNoAddressIsNotLookedUp(String text) {
        assertThat(OpenedText.parse(text)).isEqualTo(new OpenedText(null, null));
    }
}
