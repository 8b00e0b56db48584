package org.netsonde.app.shell;

import java.util.concurrent.CompletableFuture;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.workbench.PreferencesFile;
import org.netsonde.app.workbench.PrometheusPreferences;
import org.netsonde.engine.Engine;
import org.netsonde.engine.Failure;
import org.netsonde.engine.prometheus.PrometheusServer;
import org.netsonde.engine.prometheus.ScrapeAddress;

/** Serves the figures of the window's engine for Prometheus, if the user wants it. JavaFX thread only. */
final class PrometheusService {

    private final Engine engine;
    private final String version;
    private final PreferencesFile preferences;
    private final Background background;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(new State.Off());
    private CompletableFuture<Void> closed = CompletableFuture.completedFuture(null);
    private @Nullable PrometheusServer server;
    private long attempt;

    /** How far it is. */
    sealed interface State {
        /** Nothing listens. */
        record Off() implements State {}

        /** The port is being taken. */
        record Opening(ScrapeAddress address) implements State {}

        /** It serves. */
        record Serving(ScrapeAddress address) implements State {}

        /** The address could not be had. */
        record Failed(ScrapeAddress address, Failure failure) implements State {}
    }

    /**
     * Nothing is served yet.
     *
     * @param background where ports are taken and given back
     */
    PrometheusService(Engine engine, String version, PreferencesFile preferences, Background background) {
        this.engine = engine;
        this.version = version;
        this.preferences = preferences;
        this.background = background;
    }

    /** How far it is. */
    ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    /** Where it serves, or where it would. */
    ScrapeAddress address() {
        return switch (state.get()) {
            case State.Off off -> preferences.get().prometheus().address();
            case State.Opening opening -> opening.address();
            case State.Serving serving -> serving.address();
            case State.Failed failed -> failed.address();
        };
    }

    /** Serves if it did so when the window was there last. */
    void resume() {
        PrometheusPreferences remembered = preferences.get().prometheus();
        if (remembered.on()) {
            start(remembered.address());
        }
    }

    /** Serves there, and from the next start of the window on too, if the address can be had. */
    void start(ScrapeAddress where) {
        end();
        long mine = attempt;
        state.set(new State.Opening(where));
        CompletableFuture<Void> before = closed;
        background.run(
                () -> {
                    before.join();
                    return PrometheusServer.open(engine, where, version);
                },
                opened -> {
                    if (mine != attempt) {
                        // It was switched off meanwhile.
                        giveBack(opened);
                        return;
                    }
                    server = opened;
                    preferences.update(p -> p.withPrometheus(PrometheusPreferences.at(opened.address())));
                    state.set(new State.Serving(opened.address()));
                },
                failure -> {
                    if (mine == attempt) {
                        state.set(new State.Failed(where, failure));
                    }
                });
    }

    /** Serves no longer, nor from the next start of the window on. */
    void stop() {
        end();
        preferences.update(p -> p.withPrometheus(p.prometheus().off()));
        state.set(new State.Off());
    }

    private void end() {
        attempt++;
        PrometheusServer open = server;
        server = null;
        if (open != null) {
            giveBack(open);
        }
    }

    private void giveBack(PrometheusServer open) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        closed = end;
        background.run(
                () -> {
                    open.close();
                    return end.complete(null);
                },
                done -> {},
                failure -> end.complete(null));
    }

    /** The window closes: what is remembered stays. */
    void close() {
        attempt++;
        if (server != null) {
            server.close();
            server = null;
        }
    }
}
