package org.netsonde.engine.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.Engine;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.Failure;
import org.netsonde.engine.transport.TransportKind;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class WorkspaceLoaderTest {

    private static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();

    @Test
    void theDemoIsUnderstoodToTheLastField() {
        try (Engine engine = new Engine(EngineOptions.on(TransportKind.NIO))) {
            WorkspaceLoader.Loaded loaded = WorkspaceLoader.load(Workspace.demo(), engine);

            assertThat(loaded.refused()).isEmpty();
            assertThat(loaded.added()).hasSizeGreaterThanOrEqualTo(5).allSatisfy(endpoint -> {
                assertThat(endpoint.check().problems()).isEmpty();
                assertThat(endpoint.check().unknown()).isEmpty();
                assertThat(endpoint.state()).isInstanceOf(EndpointState.Idle.class);
            });
        }
    }

    @Test
    void entriesThatCannotBeAddedAreReportedAndTheOthersAdded() {
        List<WorkspaceEntry> entries = new ArrayList<>();
        entries.add(new WorkspaceEntry("1", "A", "tcp-server", NOTHING, NOTHING));
        entries.add(new WorkspaceEntry("2", "A", "tcp-server", NOTHING, NOTHING));
        entries.add(new WorkspaceEntry("3", "B", "from-the-future", NOTHING, NOTHING));
        entries.add(new WorkspaceEntry("4", " ", "tcp-server", NOTHING, NOTHING));
        entries.add(new WorkspaceEntry("5", "C", "tcp-client", NOTHING, NOTHING));

        try (Engine engine = new Engine(EngineOptions.on(TransportKind.NIO))) {
            WorkspaceLoader.Loaded loaded =
                    WorkspaceLoader.load(Workspace.empty().withEntries(entries), engine);

            assertThat(loaded.added()).extracting(Endpoint::id).containsExactly("1", "5");
            assertThat(loaded.refused().stream()
                            .map(refused -> refused.failure().kind()))
                    .containsExactlyElementsOf(Stream.of(
                                    Failure.Kind.INVALID_SETTINGS,
                                    Failure.Kind.UNKNOWN_PROTOCOL,
                                    Failure.Kind.INVALID_SETTINGS)
                            .toList());
            assertThat(loaded.refused().get(1).entry()).isEqualTo(entries.get(2));
        }
    }
}
