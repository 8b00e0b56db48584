package org.netsonde.app.relay;

import java.util.List;
import java.util.function.Consumer;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.OptionSpec;
import org.netsonde.engine.protocol.Problem;
import org.netsonde.engine.protocol.Protocol;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.protocol.SettingsBinder;
import org.netsonde.engine.protocol.SettingsDescriber;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes the settings of an endpoint beside its form, as the form would: what is not known stays, and a running endpoint
 * takes live options at once. JavaFX thread only.
 */
final class SettingsEdit {

    private final Endpoint endpoint;
    private final RelayDesk desk;
    private final Runnable flush;

    /**
     * Nothing is changed yet.
     *
     * @param flush hands over what was typed elsewhere a moment ago, which would undo the change otherwise
     */
    SettingsEdit(Endpoint endpoint, RelayDesk desk, Runnable flush) {
        this.endpoint = endpoint;
        this.desk = desk;
        this.flush = flush;
    }

    RelayDesk desk() {
        return desk;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** The names of the endpoints that it could be aimed at. */
    List<String> targets() {
        return desk.targets(endpoint);
    }

    /** The option of that name. */
    OptionSpec option(String name) {
        Protocol<?, ?> protocol = endpoint.protocol();
        return SettingsDescriber.describe(protocol.settingsType(), protocol.defaults()).stream()
                .filter(option -> option.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Hands over what was typed in the form of all settings. */
    void flush() {
        flush.run();
    }

    /** Changes a copy of the settings, and takes it. */
    void change(Consumer<ObjectNode> how) {
        flush.run();
        ObjectNode settings = endpoint.settings();
        how.accept(settings);
        endpoint.configure(settings);
        desk.settingsChanged(endpoint);
    }

    /** What is wrong with the settings, as they would be if that were done to them. */
    List<Problem> problemsAfter(Consumer<ObjectNode> how) {
        ObjectNode settings = endpoint.settings();
        how.accept(settings);
        return problems(endpoint.protocol(), settings);
    }

    private static <S extends Record & Settings> List<Problem> problems(Protocol<S, ?> protocol, ObjectNode settings) {
        return SettingsBinder.bind(protocol.settingsType(), protocol.defaults(), settings)
                .problems();
    }

    /** What is wrong with what stands at that path, with the fields named from there. */
    List<Problem> problems(String path) {
        return endpoint.check().problems().stream()
                .filter(problem -> isAt(problem.field(), path))
                .map(problem -> from(problem, path))
                .toList();
    }

    private static boolean isAt(String field, String path) {
        return field.equals(path) || field.startsWith(path + ".");
    }

    private static Problem from(Problem problem, String path) {
        Phrase text = problem.text();
        boolean whole = problem.field().length() == path.length();
        return new Problem(whole ? "" : problem.field().substring(path.length() + 1), text);
    }
}
