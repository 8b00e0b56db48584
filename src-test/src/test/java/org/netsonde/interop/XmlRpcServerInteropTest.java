package org.netsonde.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.Failure;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.Curl;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;

/** The XML-RPC server against {@code xmlrpc.client} of Python's standard library. */
class XmlRpcServerInteropTest {

    private final Bench bench = new Bench();
    private final Endpoint server = bench.start("server", "xmlrpc-server", "{'port': 0}");

    @AfterEach
    void close() {
        bench.close();
    }

    private PeerProcess python() {
        return Peers.python("xmlrpc_client.py", Bench.address(server).getPort());
    }

    @Test
    void arithmeticIsThatOfPython() {
        try (PeerProcess python = python()) {
            assertThat(python.ask("call add (5, 3)")).isEqualTo("result 8");
            assertThat(python.ask("call subtract (5, 8.5)")).isEqualTo("result -3.5");
            assertThat(python.ask("call multiply (65536, 65536)")).isEqualTo("result 4294967296");
            assertThat(python.ask("call divide (7, 2)")).isEqualTo("result 3.5");
            assertThat(python.ask("call divide (6, 3)")).isEqualTo("result 2.0");
            assertThat(python.ask("call divide (1, 0)")).isEqualTo("fault 1 Division by zero");
            assertThat(python.ask("wide")).isEqualTo("9000000001");
            python.finish();
        }
        await().untilAsserted(() -> {
            assertThat(bench.figure(server, "calls")).isEqualTo(7);
            assertThat(bench.figure(server, "faults")).isEqualTo(1);
        });
        assertThat(server.metrics().errorsByKind()).isEmpty();
    }

    @Test
    void everyTypeComesBackAsItWasSent() {
        try (PeerProcess python = python()) {
            assertThat(python.ask("types")).isEqualTo("[]");
            assertThat(python.ask("latin")).isEqualTo("result 'é'");
            assertThat(python.ask("compressed")).isEqualTo("result 8");
            python.finish();
        }
    }

    @Test
    void methodsTellOfThemselvesAndManyAreCalledAtOnce() {
        try (PeerProcess python = python()) {
            assertThat(python.ask("call system.listMethods ()"))
                    .isEqualTo("result ['add', 'divide', 'echo', 'multiply', 'subtract', 'system.listMethods',"
                            + " 'system.methodHelp', 'system.methodSignature', 'system.multicall']");
            assertThat(python.ask("call system.methodHelp ('add',)"))
                    .isEqualTo("result 'Adds two numbers. Whole numbers stay whole.'");
            assertThat(python.ask("call system.methodSignature ('divide',)")).contains("['double', 'int', 'int']");
            assertThat(python.ask("multicall")).isEqualTo("[3, 3.5, ['x'], 'fault 1 Division by zero']");
            assertThat(python.ask("call add (1,)")).isEqualTo("fault -32602 add takes 2 argument(s), not 1.");
            assertThat(python.ask("call nothing ()")).startsWith("fault -32601 There is no method \"nothing\"");
            python.finish();
        }
    }

    @Test
    void bombsAndEntitiesAreAnsweredWithFaultsAndTheServerStays() {
        try (PeerProcess python = python()) {
            for (String bomb : List.of(
                    "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + call("&x;"),
                    "<!DOCTYPE a [<!ENTITY x SYSTEM 'http://127.0.0.1:1/'>]>" + call("&x;"),
                    "<!DOCTYPE a [<!ENTITY x 'ha'><!ENTITY y '&x;&x;&x;&x;&x;&x;'>]>" + call("&y;"),
                    "<!DOCTYPE a SYSTEM 'http://127.0.0.1:1/a.dtd'>" + call("x"))) {
                assertThat(python.ask("bomb " + bomb))
                        .startsWith("-32700 Line 1, column")
                        .endsWith("a document type (DOCTYPE) is refused, and entities with it.");
            }
            assertThat(python.ask("bomb " + call("&x;"))).startsWith("-32700 Line 1");
            assertThat(python.ask("bomb hello")).startsWith("-32700");
            assertThat(python.ask("bomb <a/>")).startsWith("-32600");
            String deep = "<value><array><data>".repeat(100) + "</data></array></value>".repeat(100);
            assertThat(python.ask("bomb <methodCall><methodName>echo</methodName><params><param>" + deep
                            + "</param></params></methodCall>"))
                    .contains("nested more than 64 deep");
            assertThat(python.ask("many 50")).isEqualTo("50");
            python.finish();
        }
        assertThat(server.state()).isInstanceOf(EndpointState.Running.class);
        await().untilAsserted(() -> assertThat(server.metrics().errorsByKind())
                .containsOnly(Map.entry(Failure.Kind.MALFORMED_MESSAGE, 8L)));
    }

    private static String call(String value) {
        return "<methodCall><methodName>echo</methodName><params><param><value>" + value
                + "</value></param></params></methodCall>";
    }

    @Test
    void onePathMayBeTheOnlyOneAndMethodsOfHttpAreTold() {
        String address = "http://127.0.0.1:" + Bench.address(server).getPort();
        try (PeerProcess page = Curl.start(address + "/")) {
            assertThat(page.output()).contains("divide(double, double) → double");
        }
        try (PeerProcess put = Curl.start("-i", "-X", "PUT", "-d", "x", address + "/")) {
            assertThat(put.output()).contains("405", "POST, GET, HEAD");
        }
        try (PeerProcess http2 = Curl.start("--http2-prior-knowledge", "-d", call("two"), address + "/RPC2")) {
            assertThat(http2.output()).contains("<string>two</string>");
        }
        Endpoint one = bench.start("one", "xmlrpc-server", "{'port': 0, 'path': '/here'}");
        String other = "http://127.0.0.1:" + Bench.address(one).getPort();
        try (PeerProcess absent = Curl.start("-i", "-d", call("x"), other + "/RPC2")) {
            assertThat(absent.output()).contains("404", "calls are posted to /here");
        }
    }
}
