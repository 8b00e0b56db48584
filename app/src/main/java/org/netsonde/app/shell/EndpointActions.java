package org.netsonde.app.shell;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.netsonde.app.charting.ChartDesk;
import org.netsonde.app.form.Editors;
import org.netsonde.app.form.SecretDesk;
import org.netsonde.app.fx.FrameClock;
import org.netsonde.app.inspector.InspectorPage;
import org.netsonde.app.panel.Addresses;
import org.netsonde.app.panel.PanelContext;
import org.netsonde.app.panel.SavedMessages;
import org.netsonde.app.panel.SentMessages;
import org.netsonde.app.text.Texts;
import org.netsonde.app.workbench.FreePort;
import org.netsonde.app.workbench.Item;
import org.netsonde.app.workbench.Pairing;
import org.netsonde.app.workbench.QuickStart;
import org.netsonde.app.workbench.Relaying;
import org.netsonde.app.workbench.StartOrder;
import org.netsonde.app.workbench.Workbench;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.protocol.Protocol;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.session.Annotations;
import tools.jackson.databind.node.JsonNodeFactory;

/** What can be done with endpoints, by menu, key or panel. JavaFX thread only. */
final class EndpointActions implements PanelContext {

    /** The choice, on a notice, of starting everything. */
    static final String START_ALL = "notice-start-all";

    private static final String UNDO = "undo";
    private final Workbench workbench;
    private final Selection selection;
    private final Texts texts;
    private final FrameClock clock;
    private final Notices notices;
    private final Editors editors;
    private final MarkActions marks;
    private final SavedFiles files;
    private final SavedMessages messages;
    private final SecretDesk secrets;
    private final Consumer<Endpoint> inspection;
    private final ProbeActions probes;
    private final SentMessageActions sent;
    private final Pairing pairing;
    private final Relaying relaying;

    EndpointActions(
            Workbench workbench,
            Selection selection,
            Texts texts,
            FrameClock clock,
            Notices notices,
            Editors editors,
            MarkActions marks,
            SavedFiles files,
            SavedMessages messages,
            SecretDesk secrets,
            Consumer<Endpoint> inspection,
            ProbeActions probes) {
        this.workbench = workbench;
        this.selection = selection;
        this.texts = texts;
        this.clock = clock;
        this.notices = notices;
        this.editors = editors;
        this.marks = marks;
        this.files = files;
        this.messages = messages;
        this.secrets = secrets;
        this.inspection = inspection;
        this.probes = probes;
        sent = new SentMessageActions(workbench);
        pairing = new Pairing(workbench);
        relaying = new Relaying(workbench);
    }

    @Override
    public Texts texts() {
        return texts;
    }

    @Override
    public FrameClock clock() {
        return clock;
    }

    @Override
    public Editors editors() {
        return editors;
    }

    @Override
    public List<String> targets(Endpoint endpoint) {
        return workbench.endpoints().stream()
                .filter(other -> other != endpoint && other.protocol().role() != Role.CLIENT)
                .map(Endpoint::name)
                .toList();
    }

    @Override
    public void settingsChanged(Endpoint endpoint) {
        workbench.changed();
    }

    @Override
    public Annotations annotations() {
        return marks.annotations();
    }

    @Override
    public void mark(Endpoint endpoint, Instant at) {
        marks.mark(at, Optional.of(endpoint));
    }

    @Override
    public SavedMessages savedMessages() {
        return messages;
    }

    @Override
    public SentMessages sentMessages() {
        return sent;
    }

    @Override
    public SecretDesk secrets() {
        return secrets;
    }

    @Override
    public Optional<String> address(String endpoint) {
        return workbench.endpoints().stream()
                .filter(other -> other.name().equals(endpoint))
                .findFirst()
                .flatMap(Addresses::of);
    }

    @Override
    public void showFolder(Path folder) {
        files.showFolder(folder);
    }

    @Override
    public ChartDesk charts() {
        return files;
    }

    @Override
    public void show(Failure failure) {
        notices.problem(texts.get(failure));
    }

    @Override
    public void show(String message) {
        notices.info(message);
    }

    @Override
    public void start(Endpoint endpoint) {
        // What goes wrong becomes the endpoint's state, which is watched.
        endpoint.start();
    }

    @Override
    public void stop(Endpoint endpoint) {
        endpoint.stop();
    }

    void startAll() {
        notices.withdraw(START_ALL);
        StartOrder.startAll(workbench.endpoints());
    }

    void stopAll() {
        workbench.engine().stopAll();
    }

    /** Adds one of that protocol, named after it, and chooses it. */
    void add(Protocol<?, ?> protocol) {
        selection.choose(
                workbench.add(texts.protocol(protocol.id()), protocol.id()).id());
    }

    void duplicate(Endpoint endpoint) {
        selection.choose(workbench.duplicate(endpoint).id());
    }

    @Override
    public boolean rename(Endpoint endpoint, String name) {
        try {
            workbench.rename(endpoint, name.strip());
            return true;
        } catch (FailureException e) {
            show(e.failure());
            return false;
        }
    }

    /** Whether a client can be connected to it. */
    boolean offersClient(Endpoint endpoint) {
        return pairing.offers(endpoint);
    }

    @Override
    public void connectClient(Endpoint server) {
        if (!pairing.offers(server)) {
            return;
        }
        String name = texts.get("shell.client-of", server.name());
        Endpoint client = pairing.addClient(server, name, JsonNodeFactory.instance.objectNode());
        selection.choose(client.id());
        pairing.start(server, client);
    }

    @Override
    public boolean offersRelay(Endpoint server) {
        return relaying.offers(server);
    }

    @Override
    public void putRelayBefore(Endpoint server) {
        if (relaying.offers(server)) {
            boolean runs = !server.state().startable();
            Endpoint relay = relaying.addRelay(server, texts.get("shell.relay-of", server.name()));
            selection.choose(relay.id());
            if (runs) {
                relay.start();
            }
        }
    }

    @Override
    public boolean offersInspection(Endpoint server) {
        return InspectorPage.offers(server);
    }

    @Override
    public void inspectTls(Endpoint server) {
        inspection.accept(server);
    }

    @Override
    public boolean offersProbe(Endpoint endpoint) {
        return probes.offers(endpoint);
    }

    @Override
    public void probe(Endpoint endpoint) {
        probes.probe(endpoint);
    }

    @Override
    public void showListeners(int port) {
        probes.listeners(port);
    }

    @Override
    public void useFreePort(Endpoint endpoint) {
        FreePort.set(endpoint);
        workbench.changed();
        endpoint.start();
    }

    /** Takes it out and offers to bring it back. Its neighbour is chosen. */
    void delete(Item item) {
        List<Item> items = new ArrayList<>(workbench.items());
        int index = items.indexOf(item);
        items.remove(item);
        workbench.delete(item);
        if (item.id().equals(selection.id().get())) {
            selection.choose(
                    items.isEmpty()
                            ? null
                            : items.get(Math.min(Math.max(index, 0), items.size() - 1))
                                    .id());
        }
        // Undo takes back the latest deletion only, so the offer of an earlier one must go.
        notices.withdraw(UNDO);
        notices.info(
                texts.get("shell.deleted", item.name()),
                new Notices.Choice(UNDO, texts.get("shell.action.undo"), this::undo));
    }

    boolean canUndo() {
        return workbench.canUndo();
    }

    void undo() {
        notices.withdraw(UNDO);
        if (workbench.canUndo()) {
            workbench.undoDelete().thenAccept(item -> selection.choose(item.id()));
        }
    }

    /** A TCP echo server with a client that talks to it; the client is chosen. */
    void quickStart() {
        List<String> messages = List.of(
                texts.get("shell.quick.message1"),
                texts.get("shell.quick.message2"),
                texts.get("shell.quick.message3"));
        QuickStart.Pair pair = new QuickStart(workbench, pairing)
                .run(texts.get("shell.quick.server"), texts.get("shell.quick.client"), messages);
        selection.choose(pair.client().id());
        // The server may have taken another port than the one in its settings.
        pair.started().whenComplete((running, error) -> Platform.runLater(workbench::changed));
    }

    /** Says what failed, unless its panel is in view and says so; offers a free port where that helps. */
    void stateChanged(Endpoint endpoint, EndpointState state) {
        boolean inView = endpoint.id().equals(selection.id().get());
        if (inView || !(state instanceof EndpointState.Failed failed)) {
            return;
        }
        Notices.Choice choice = failed.failure().kind() == Failure.Kind.ADDRESS_IN_USE
                ? new Notices.Choice(
                        "notice-use-free-port", texts.get("shell.use-free-port"), () -> useFreePort(endpoint))
                : new Notices.Choice(
                        "notice-show-endpoint", texts.get("shell.show"), () -> selection.choose(endpoint.id()));
        notices.problem(texts.get("shell.failed", endpoint.name(), texts.get(failed.failure())), choice);
    }

    Optional<Endpoint> chosen() {
        return selection.endpoint();
    }
}
