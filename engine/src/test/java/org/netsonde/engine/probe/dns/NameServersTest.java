package org.netsonde.engine.probe.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.FailureException;

class NameServersTest {

    @Test
    void theFirstThreeOfTheFileAreTakenInTheirOrder() {
        List<DnsServer> servers = NameServers.parse("""
                # nameserver 192.0.2.9
                search example.org
                nameserver 192.0.2.1
                \tnameserver   2001:db8::2   # the second
                nameserver nonsense
                nameserver
                nameserver 192.0.2.3
                nameserver 192.0.2.4
                """);

        assertThat(servers)
                .extracting(DnsServer::toString)
                .containsExactly("192.0.2.1:53", "[2001:db8:0:0:0:0:0:2]:53", "192.0.2.3:53");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1:53",
        "127.0.0.1:5353, 127.0.0.1:5353",
        "::1, '[0:0:0:0:0:0:0:1]:53'",
        "[::1]:5353, '[0:0:0:0:0:0:0:1]:5353'",
        "[::1], '[0:0:0:0:0:0:0:1]:53'"
    })
    void aServerIsReadWithAndWithoutPort(String text, String read) {
        assertThat(DnsServer.parse(text)).hasToString(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "dns.example", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:99999", "[::1", "[::1]x", "[::1]:"})
    void whatIsNoAddressIsRefused(String text) {
        assertThatThrownBy(() -> DnsServer.parse(text)).isInstanceOf(FailureException.class);
    }

    @Test
    void onlyAddressesThatTheNameLeadsToAreBelieved() {
        List<DnsAnswer> answers = List.of(
                new DnsAnswer("Web.Test", "CNAME", 60, "real.test"),
                new DnsAnswer("other.test", "A", 60, "192.0.2.66"),
                new DnsAnswer("real.test", "A", 60, "192.0.2.1"),
                new DnsAnswer("real.test", "A", 60, "192.0.2.1"),
                new DnsAnswer("real.test", "AAAA", 60, "2001:db8::1"));

        assertThat(DnsReader.addresses("web.test", DnsType.A, answers))
                .containsExactly(InetAddress.ofLiteral("192.0.2.1"));
    }

    @Test
    void aliasesInACircleEnd() {
        List<DnsAnswer> answers =
                List.of(new DnsAnswer("a.test", "CNAME", 60, "b.test"), new DnsAnswer("b.test", "CNAME", 60, "a.test"));

        assertThat(DnsReader.addresses("a.test", DnsType.A, answers)).isEmpty();
    }

    @Test
    void codesHaveTheirNames() {
        assertThat(DnsReader.rcode(0)).isEqualTo("NOERROR");
        assertThat(DnsReader.rcode(3)).isEqualTo("NXDOMAIN");
        assertThat(DnsReader.rcode(5)).isEqualTo("REFUSED");
        assertThat(DnsReader.rcode(23)).isEqualTo("RCODE23");
    }
}
