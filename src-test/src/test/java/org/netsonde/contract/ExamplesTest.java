package org.netsonde.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.netsonde.app.text.Texts;
import org.netsonde.app.workbench.StartOrder;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.message.Framing;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.MessageReader;
import org.netsonde.engine.workspace.Example;
import org.netsonde.engine.workspace.Examples;
import org.netsonde.engine.workspace.Workspace;
import org.netsonde.engine.workspace.WorkspaceEntry;
import org.netsonde.engine.workspace.WorkspaceLoader;
import org.netsonde.fixtures.Bench;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every example that comes with Netsonde is without mistakes, is named in both languages, and does what it is for. */
class ExamplesTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    static Stream<Example> examples() {
        return Examples.builtin().all().stream();
    }

    @Test
    void idsAreUnique() {
        assertThat(examples().map(Example::id)).doesNotHaveDuplicates().isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void hasATitleAndASummaryInEveryLanguage(Example example) {
        for (Locale language : Texts.LANGUAGES) {
            Texts texts = new Texts(language);
            assertThat(texts.get(example.title())).doesNotStartWith("example.");
            assertThat(texts.get(example.summary())).doesNotStartWith("example.");
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void settingsHaveNeitherProblemsNorUnknownFields(Example example) {
        WorkspaceLoader.Loaded loaded = WorkspaceLoader.load(example.workspace(), bench.engine());

        assertThat(loaded.refused()).isEmpty();
        assertThat(loaded.added()).isNotEmpty().allSatisfy(endpoint -> {
            assertThat(endpoint.check().problems()).as(endpoint.name()).isEmpty();
            assertThat(endpoint.check().unknown()).as(endpoint.name()).isEmpty();
        });
    }

    /** On any free port, and without waiting between messages. */
    @ParameterizedTest
    @MethodSource("examples")
    void everyClientIsAnsweredAndGetsDone(Example example) {
        Workspace workspace = example.workspace();
        Workspace quick = workspace.withEntries(
                workspace.entries().stream().map(this::onAFreePort).toList());
        List<Endpoint> endpoints = WorkspaceLoader.load(quick, bench.engine()).added();

        Bench.await(StartOrder.startAll(endpoints));

        assertThat(endpoints)
                .allSatisfy(endpoint ->
                        assertThat(endpoint.state()).as(endpoint.name()).isInstanceOf(EndpointState.Running.class));
        List<Endpoint> clients = endpoints.stream()
                .filter(endpoint -> endpoint.protocol().role() == Role.CLIENT)
                .toList();
        assertThat(clients).isNotEmpty();
        clients.forEach(client -> Bench.await(client.done()));
        assertThat(clients).allSatisfy(client -> {
            assertThat(bench.sample(client).messagesOut()).as(client.name()).isPositive();
            assertThat(bench.sample(client).messagesIn()).as(client.name()).isPositive();
        });
        assertThat(endpoints)
                .allSatisfy(endpoint -> assertThat(bench.sample(endpoint).errors())
                        .as(endpoint.name())
                        .isZero());
    }

    private WorkspaceEntry onAFreePort(WorkspaceEntry entry) {
        ObjectNode settings = entry.settings();
        boolean client =
                bench.engine().protocols().find(entry.protocol()).orElseThrow().role() == Role.CLIENT;
        if (client) {
            assertThat(settings.has("target"))
                    .as(entry.name() + " finds its server by name")
                    .isTrue();
            settings.put("interval", "20ms");
        } else {
            settings.put("port", 0);
        }
        return new WorkspaceEntry(entry.id(), entry.name(), entry.protocol(), settings, entry.rest());
    }

    /** The endpoints of an example, which are to be on any free port. */
    private List<Endpoint> load(String id) {
        Workspace workspace = Examples.builtin().get(id).workspace();
        return WorkspaceLoader.load(
                        workspace.withEntries(workspace.entries().stream()
                                .map(this::onAFreePort)
                                .toList()),
                        bench.engine())
                .added();
    }

    /** Starts an example on any free port; its endpoints, when every client is done. */
    private List<Endpoint> run(String id) {
        List<Endpoint> endpoints = load(id);
        Bench.await(StartOrder.startAll(endpoints));
        endpoints.forEach(endpoint -> {
            if (endpoint.protocol().role() == Role.CLIENT) {
                Bench.await(endpoint.done());
            }
        });
        return endpoints;
    }

    /** Without framing, every read is a message: each is sent when the one before it has been answered. */
    @Test
    void tcpEchoAnswersWithThePrefix() {
        List<Endpoint> endpoints = load("tcp-echo");
        Endpoint client = endpoints.getLast();
        ObjectNode settings = client.settings();
        JsonNode messages = settings.get("messages");
        settings.putArray("messages");
        client.configure(settings);
        Bench.await(StartOrder.startAll(endpoints));

        StringBuilder expected = new StringBuilder();
        StringBuilder received = new StringBuilder();
        MessageReader reader = new MessageReader(client.traffic().cursor(true), new Framing.Raw());
        for (JsonNode message : messages) {
            Bench.await(client.send(Target.all(), message));
            expected.append("服务器回复: ").append(message.asString());
            await().atMost(Bench.LIMIT).untilAsserted(() -> {
                reader.poll(1_000, heard -> {
                    if (heard.direction() == Direction.IN) {
                        received.append(heard.text());
                    }
                });
                assertThat(received.toString()).isEqualTo(expected.toString());
            });
        }
        assertThat(received.toString())
                .isEqualTo(Stream.of("Hello", "World", "Python", "Network")
                        .map(word -> "服务器回复: " + word)
                        .collect(Collectors.joining()));
    }

    @Test
    void webSocketCommandsAreAnswered() {
        Endpoint client = run("websocket-commands").getLast();
        assertThat(Records.messages(client, Direction.IN))
                .containsExactly("Hello WebSocket!", "结果: 5", "结果: 50", "计算错误", "服务器回复: General message");
        assertThat(bench.figure(client, "unmatched")).isZero();
    }

    @Test
    void webSocketBroadcastAnswersTheSenderAndTellsEveryone() {
        List<Endpoint> endpoints = run("websocket-broadcast");
        List<Endpoint> clients = endpoints.subList(1, endpoints.size());
        assertThat(clients).hasSize(2);
        for (Endpoint client : clients) {
            List<String> own = Records.messages(client, Direction.OUT);
            assertThat(own).hasSize(3);
            await().untilAsserted(() -> {
                List<String> heard = Records.messages(client, Direction.IN);
                assertThat(heard)
                        .filteredOn(text -> text.startsWith("Echo: "))
                        .containsExactlyElementsOf(
                                own.stream().map(text -> "Echo: " + text).toList());
                assertThat(heard)
                        .containsAll(own.stream()
                                .map(text -> "Server received: " + text)
                                .toList());
            });
        }
    }
}
