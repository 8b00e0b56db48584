package org.netsonde.app.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class AddressTextTest {

    @Test
    void addressIsWrittenAsOthersTypeIt() {
        assertThat(AddressText.of("127.0.0.1", 80)).isEqualTo("127.0.0.1:80");
        assertThat(AddressText.of("0:0:0:0:0:0:0:1", 80)).isEqualTo("[::1]:80");
        assertThat(AddressText.of("fd00:0:0:0:0:0:0:2", 80)).isEqualTo("[fd00::2]:80");
        assertThat(AddressText.of("fe80:0:0:1:0:0:0:2", 80)).isEqualTo("[fe80::1:0:0:0:2]:80");
    }

    @Test
    void everyInterfaceIsAStarInEitherFamily() {
        for (String any : new String[] {"0.0.0.0", "::"}) {
            assertThat(AddressText.of(new InetSocketAddress(any, 80))).isEqualTo("*:80");
        }
    }
}
