package org.netsonde.app.workbench;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Engine;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.protocol.Subscription;
import org.netsonde.engine.workspace.MessageHistory;
import org.netsonde.engine.workspace.SavedExperiment;
import org.netsonde.engine.workspace.SavedMessage;
import org.netsonde.engine.workspace.Workspace;
import org.netsonde.engine.workspace.WorkspaceEntry;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The open workspace: its endpoints in order, where it was saved, whether it has unsaved changes, and what was deleted.
 * Owns the endpoints of its engine. Used on one thread, the window's; stages complete on it.
 */
public final class Workbench {

    /** So many deletions can be undone. */
    private static final int UNDO_LIMIT = 20;

    private final Engine engine;
    private final Executor thread;
    private final List<Item> items = new ArrayList<>();
    private final List<SavedMessage> messages = new ArrayList<>();
    private final List<SavedExperiment> experiments = new ArrayList<>();
    private final Deque<Deleted> deleted = new ArrayDeque<>();
    private final List<Runnable> observers = new ArrayList<>();
    private Workspace opened = Workspace.empty();
    private @Nullable Origin origin;
    private long revision;
    private long savedRevision;

    private record Deleted(WorkspaceEntry entry, int index, CompletionStage<Void> removed) {}

    /**
     * An empty workspace.
     *
     * @param thread runs what happens after the engine has stopped something, on the workbench's thread
     */
    public Workbench(Engine engine, Executor thread) {
        this.engine = engine;
        this.thread = thread;
    }

    /** The engine that runs the endpoints. */
    public Engine engine() {
        return engine;
    }

    /** The endpoints, in order. */
    public List<Item> items() {
        return List.copyOf(items);
    }

    /** The endpoints that can be started, in order. */
    public List<Endpoint> endpoints() {
        return items.stream()
                .filter(Item.Known.class::isInstance)
                .map(item -> ((Item.Known) item).endpoint())
                .toList();
    }

    /** The item of that id. */
    public Optional<Item> find(String id) {
        return items.stream().filter(item -> item.id().equals(id)).findFirst();
    }

    /** Where it was opened from or saved to. */
    public Optional<Path> file() {
        return origin().map(Origin::file);
    }

    /** The same, with what stood there. */
    public Optional<Origin> origin() {
        return Optional.ofNullable(origin);
    }

    /** Whether there are changes that are not in the file. */
    public boolean dirty() {
        return revision != savedRevision;
    }

    /** Counts changes; see {@link #saved}. */
    public long revision() {
        return revision;
    }

    /** Calls when endpoints, names, settings, file or the mark of unsaved changes changed. */
    public Subscription observe(Runnable observer) {
        observers.add(observer);
        return () -> observers.remove(observer);
    }

    /** Adds an endpoint with the protocol's defaults under that name, or that name with a number behind it. */
    public Endpoint add(String name, String protocolId) {
        return add(name, protocolId, JsonNodeFactory.instance.objectNode());
    }

    /** Adds an endpoint with those settings, merged over the defaults, under that name or with a number behind it. */
    public Endpoint add(String name, String protocolId, ObjectNode settings) {
        Endpoint endpoint = engine.add(null, freeName(name), protocolId, settings);
        items.add(new Item.Known(endpoint, MessageHistory.EMPTY, JsonNodeFactory.instance.objectNode()));
        changed();
        return endpoint;
    }

    /** Adds an endpoint with the settings and thresholds of another. */
    public Endpoint duplicate(Endpoint original) {
        // "Echo 2" becomes "Echo 3", not "Echo 2 2".
        String base = original.name().replaceFirst(" \\d{1,9}$", "");
        Endpoint copy = add(base, original.protocol().id(), original.settings());
        copy.thresholds().configure(original.thresholds().json());
        changed();
        return copy;
    }

    /**
     * Renames an endpoint.
     *
     * @throws FailureException if the name is empty or taken
     */
    public void rename(Endpoint endpoint, String name) {
        if (endpoint.name().equals(name)) {
            return;
        }
        engine.rename(endpoint, name);
        changed();
    }

    /** Takes an endpoint out; {@link #undoDelete} brings it back. A running one is stopped. */
    public void delete(Item item) {
        int index = items.indexOf(item);
        if (index < 0) {
            return;
        }
        items.remove(index);
        CompletionStage<Void> removed = item instanceof Item.Known known
                ? engine.remove(known.endpoint())
                : CompletableFuture.completedFuture(null);
        deleted.push(new Deleted(item.entry(), index, removed));
        if (deleted.size() > UNDO_LIMIT) {
            deleted.removeLast();
        }
        changed();
    }

    /** Whether there is a deletion to undo. */
    public boolean canUndo() {
        return !deleted.isEmpty();
    }

    /**
     * Brings back what was deleted last, with its id, name, settings and place; it is not running. Completes once it is
     * there, which is after the old one has stopped.
     */
    public CompletionStage<Item> undoDelete() {
        Deleted last = deleted.poll();
        if (last == null) {
            return CompletableFuture.failedFuture(new IllegalStateException("nothing to undo"));
        }
        return last.removed()
                .handleAsync(
                        (ok, error) -> {
                            Item item = create(last.entry());
                            items.add(Math.min(last.index(), items.size()), item);
                            changed();
                            return item;
                        },
                        thread);
    }

    /** The saved messages, in order. */
    public List<SavedMessage> savedMessages() {
        return List.copyOf(messages);
    }

    /** Puts other saved messages in place of these; those beyond {@link SavedMessage#MOST} are left out. */
    public void saveMessages(List<SavedMessage> all) {
        List<SavedMessage> kept = all.stream().limit(SavedMessage.MOST).toList();
        if (!kept.equals(messages)) {
            messages.clear();
            messages.addAll(kept);
            changed();
        }
    }

    /** The experiments that are kept, in order. */
    public List<SavedExperiment> experiments() {
        return List.copyOf(experiments);
    }

    /** Puts other experiments in place of these, as many as there is room for; see {@link SavedExperiment#bounded}. */
    public void saveExperiments(List<SavedExperiment> all) {
        List<SavedExperiment> kept = SavedExperiment.bounded(all);
        if (!kept.equals(experiments)) {
            experiments.clear();
            experiments.addAll(kept);
            changed();
        }
    }

    /** The messages that were sent from the send box of an endpoint; nothing of one that is not here. */
    public MessageHistory history(Endpoint endpoint) {
        return known(endpoint).map(Item.Known::history).orElse(MessageHistory.EMPTY);
    }

    /** Puts another history in place of an endpoint's. */
    public void history(Endpoint endpoint, MessageHistory history) {
        known(endpoint).filter(known -> !known.history().equals(history)).ifPresent(known -> {
            items.set(items.indexOf(known), new Item.Known(endpoint, history, known.rest()));
            changed();
        });
    }

    private Optional<Item.Known> known(Endpoint endpoint) {
        return items.stream()
                .filter(Item.Known.class::isInstance)
                .map(Item.Known.class::cast)
                .filter(known -> known.endpoint() == endpoint)
                .findFirst();
    }

    /** Settings of an endpoint were changed by its panel. */
    public void changed() {
        revision++;
        tell();
    }

    /** The workspace as its file should have it. */
    public Workspace document() {
        return opened.withEntries(items.stream().map(Item::entry).toList())
                .withSavedMessages(messages)
                .withExperiments(experiments);
    }

    /** The document of that revision was written to a file. */
    public void saved(Origin to, long savedRevision) {
        this.origin = to;
        this.savedRevision = savedRevision;
        tell();
    }

    /**
     * Puts another workspace in place of this one. Nothing is started. Completes once the endpoints of the old one have
     * stopped and the new ones are there.
     *
     * @param from its file; null for one that has none yet
     * @param unsaved whether it counts as changed since it was saved, as a recovered one does
     */
    public CompletionStage<Void> replace(Workspace document, @Nullable Origin from, boolean unsaved) {
        List<CompletableFuture<Void>> removals = endpoints().stream()
                .map(endpoint -> engine.remove(endpoint).toCompletableFuture())
                .toList();
        items.clear();
        deleted.clear();
        messages.clear();
        messages.addAll(document.savedMessages());
        experiments.clear();
        experiments.addAll(document.experiments());
        opened = document;
        origin = from;
        tell();
        return CompletableFuture.allOf(removals.toArray(CompletableFuture[]::new))
                .handleAsync(
                        (ok, error) -> {
                            document.entries().forEach(entry -> items.add(create(entry)));
                            revision++;
                            savedRevision = unsaved ? revision - 1 : revision;
                            tell();
                            return null;
                        },
                        thread);
    }

    private Item create(WorkspaceEntry entry) {
        if (engine.protocols().find(entry.protocol()).isEmpty()) {
            return new Item.Unknown(entry);
        }
        String name = freeName(entry.name().isBlank() ? entry.protocol() : entry.name());
        Endpoint endpoint = engine.add(entry.id(), name, entry.protocol(), entry.settings());
        endpoint.thresholds().configure(entry.thresholds());
        return new Item.Known(endpoint, entry.history(), entry.rest());
    }

    /** Free among the engine's and among those that the engine does not know. */
    private String freeName(String wanted) {
        String name = engine.freeName(wanted);
        for (int i = 2; taken(name); i++) {
            name = engine.freeName(wanted + " " + i);
        }
        return name;
    }

    private boolean taken(String name) {
        return items.stream().anyMatch(item -> item.name().equals(name));
    }

    private void tell() {
        List.copyOf(observers).forEach(Runnable::run);
    }
}
