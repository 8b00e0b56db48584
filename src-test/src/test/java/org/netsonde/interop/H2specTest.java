package org.netsonde.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.engine.Endpoint;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;
import org.netsonde.fixtures.Sources;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** All cases of h2spec 2.2.0 on RFC 7540 and RFC 7541, with no failure, for our server in the clear. */
class H2specTest {

    private static final int CASES = 145;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void serverKeepsToTheRulesOfHttp2() throws Exception {
        Path packed =
                Peers.requireFile(Sources.project().resolve("src-test/target/h2spec/2.2.0/h2spec_linux_amd64.tar.gz"));
        try (PeerProcess tar =
                PeerProcess.start("tar", List.of("tar", "xzf", packed.toString(), "-C", folder.toString()))) {
            tar.output();
        }
        Path report = folder.resolve("report.xml");
        try (Bench bench = new Bench()) {
            Endpoint server = bench.start("server", "http-server", "{'port': 0}");
            List<String> command = List.of(
                    folder.resolve("h2spec").toString(),
                    "-h",
                    "127.0.0.1",
                    "-p",
                    Integer.toString(Bench.address(server).getPort()),
                    "-P",
                    "/get",
                    "-o",
                    "5",
                    "-j",
                    report.toString(),
                    "generic",
                    "http2",
                    "hpack");
            try (PeerProcess h2spec = PeerProcess.startTalkative("h2spec", command)) {
                // The report is written behind the last line.
                h2spec.rest(LIMIT);
            }
        }
        check(report);
    }

    private static void check(Path report) throws Exception {
        NodeList cases = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(report.toFile())
                .getElementsByTagName("testcase");
        List<String> failed = new ArrayList<>();
        for (int i = 0; i < cases.getLength(); i++) {
            Element one = (Element) cases.item(i);
            if (one.getElementsByTagName("failure").getLength() > 0
                    || one.getElementsByTagName("error").getLength() > 0
                    || one.getElementsByTagName("skipped").getLength() > 0) {
                failed.add(one.getAttribute("package") + " " + one.getAttribute("classname"));
            }
        }
        assertThat(failed).isEmpty();
        assertThat(cases.getLength()).as("cases in %s", read(report)).isEqualTo(CASES);
    }

    private static String read(Path report) throws IOException {
        return Files.readString(report);
    }
}
