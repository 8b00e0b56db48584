package org.netsonde.app.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.Engine;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.transport.TransportKind;
import org.netsonde.engine.workspace.MessageHistory;
import org.netsonde.engine.workspace.SavedExperiment;
import org.netsonde.engine.workspace.SentMessage;
import org.netsonde.engine.workspace.Workspace;
import org.netsonde.engine.workspace.WorkspaceEntry;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class WorkbenchTest {

    private final Engine engine = new Engine(EngineOptions.on(TransportKind.NIO));
    private final Workbench workbench = new Workbench(engine, Runnable::run);

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void isDirtyFromAChangeUntilThatRevisionIsSaved() {
        assertThat(workbench.dirty()).isFalse();
        workbench.add("Echo", "tcp-server");
        assertThat(workbench.dirty()).isTrue();

        long written = workbench.revision();
        workbench.changed();
        workbench.saved(new Origin(Path.of("a.netsonde"), null), written);
        assertThat(workbench.dirty()).as("changed while it was written").isTrue();

        workbench.saved(new Origin(Path.of("a.netsonde"), null), workbench.revision());
        assertThat(workbench.dirty()).isFalse();
        assertThat(workbench.file()).contains(Path.of("a.netsonde"));
    }

    @Test
    void numbersDuplicatesFromTheBaseOfTheName() {
        Endpoint first = workbench.add("Echo", "tcp-server");
        Endpoint second = workbench.duplicate(first);
        Endpoint third = workbench.duplicate(second);

        assertThat(List.of(second.name(), third.name())).containsExactly("Echo 2", "Echo 3");
    }

    @Test
    void undoRestoresIdNameSettingsAndPlace() {
        Endpoint first = workbench.add("Echo", "tcp-server", settings("port", 0));
        workbench.add("Other", "tcp-server");
        Item item = workbench.items().getFirst();

        workbench.delete(item);
        assertThat(workbench.endpoints()).extracting(Endpoint::name).containsExactly("Other");
        workbench.undoDelete().toCompletableFuture().join();

        Endpoint restored = workbench.endpoints().getFirst();
        assertThat(restored).isNotSameAs(first);
        assertThat(restored.id()).isEqualTo(first.id());
        assertThat(restored.name()).isEqualTo("Echo");
        assertThat(restored.settings()).isEqualTo(first.settings());
        assertThat(workbench.canUndo()).isFalse();
    }

    @Test
    void undoTakesAnotherNameWhereTheOldOneIsTakenByNow() {
        workbench.add("Echo", "tcp-server");
        workbench.delete(workbench.items().getFirst());
        workbench.add("Echo", "tcp-server");

        workbench.undoDelete().toCompletableFuture().join();

        assertThat(workbench.endpoints()).extracting(Endpoint::name).containsExactly("Echo 2", "Echo");
    }

    @Test
    void remembersTheLastTwentyDeletions() {
        for (int i = 0; i < 25; i++) {
            workbench.add("Echo " + i, "tcp-server");
            workbench.delete(workbench.items().getFirst());
        }
        int undone = 0;
        while (workbench.canUndo()) {
            workbench.undoDelete().toCompletableFuture().join();
            undone++;
        }
        assertThat(undone).isEqualTo(20);
    }

    @Test
    void aHistoryIsAChangeAndComesBackWithItsEndpointButNotToADuplicate() {
        Endpoint endpoint = workbench.add("Ask", "tcp-client");
        workbench.saved(new Origin(Path.of("a.netsonde"), null), workbench.revision());
        MessageHistory history = MessageHistory.EMPTY.with(
                new SentMessage(Instant.parse("2026-01-31T12:00:00Z"), JsonNodeFactory.instance.stringNode("x")));

        workbench.history(endpoint, history);

        assertThat(workbench.dirty()).isTrue();
        assertThat(workbench.document().entries().getFirst().history()).isEqualTo(history);
        assertThat(workbench.history(workbench.duplicate(endpoint))).isEqualTo(MessageHistory.EMPTY);
        workbench.delete(workbench.items().getFirst());
        assertThat(workbench.history(endpoint)).isEqualTo(MessageHistory.EMPTY);
        workbench.undoDelete().toCompletableFuture().join();
        assertThat(workbench.history(workbench.endpoints().getFirst())).isEqualTo(history);
    }

    @Test
    void experimentsAreAChangeAndBelongToTheWorkspace() {
        List<String> told = new ArrayList<>();
        workbench.observe(() -> told.add("changed"));
        SavedExperiment saved = SavedExperiment.of(
                "Loops", "transports", JsonNodeFactory.instance.objectNode().put("connections", 4));

        workbench.saveExperiments(List.of(saved));
        workbench.saveExperiments(List.of(saved));

        assertThat(told).as("the second time nothing changed").hasSize(1);
        assertThat(workbench.dirty()).isTrue();
        assertThat(workbench.document().experiments()).containsExactly(saved);
        Workspace document = workbench.document();
        workbench.replace(Workspace.empty(), null, false).toCompletableFuture().join();
        assertThat(workbench.experiments()).isEmpty();
        workbench.replace(document, null, false).toCompletableFuture().join();
        assertThat(workbench.experiments()).containsExactly(saved);
    }

    @Test
    void refusesANameThatIsTaken() {
        workbench.add("Echo", "tcp-server");
        Endpoint other = workbench.add("Other", "tcp-server");

        assertThatThrownBy(() -> workbench.rename(other, "Echo")).isInstanceOf(FailureException.class);
        assertThat(other.name()).isEqualTo("Other");
    }

    @Test
    void keepsEndpointsOfUnknownProtocolsAsTheyWere() {
        WorkspaceEntry entry = new WorkspaceEntry("x", "Quantum", "quantum", settings("spin", 1), settings("more", 2));
        Workspace workspace = Workspace.empty().withEntries(List.of(entry));

        workbench.replace(workspace, null, false).toCompletableFuture().join();

        assertThat(workbench.items()).hasOnlyElementsOfType(Item.Unknown.class);
        assertThat(workbench.document()).isEqualTo(workspace);
        assertThat(workbench.dirty()).isFalse();
    }

    @Test
    void replacingStopsTheOldEndpointsAndStartsNone() throws Exception {
        Endpoint old = workbench.add("Echo", "tcp-server", settings("port", 0));
        old.start().toCompletableFuture().get(10, TimeUnit.SECONDS);
        Workspace same = workbench.document();

        workbench.replace(same, null, true).toCompletableFuture().get(10, TimeUnit.SECONDS);

        assertThat(old.state()).isInstanceOf(EndpointState.Idle.class);
        assertThat(workbench.endpoints()).singleElement().satisfies(endpoint -> {
            assertThat(endpoint.name()).isEqualTo("Echo");
            assertThat(endpoint.state()).isInstanceOf(EndpointState.Idle.class);
        });
        assertThat(workbench.dirty()).as("recovered work is unsaved").isTrue();
    }

    @Test
    void tellsObserversUntilTheyLeave() {
        AtomicInteger told = new AtomicInteger();
        var subscription = workbench.observe(told::incrementAndGet);
        workbench.add("Echo", "tcp-server");
        subscription.close();
        workbench.add("Other", "tcp-server");

        assertThat(told).hasValue(1);
    }

    private static ObjectNode settings(String name, int value) {
        return JsonNodeFactory.instance.objectNode().put(name, value);
    }
}
