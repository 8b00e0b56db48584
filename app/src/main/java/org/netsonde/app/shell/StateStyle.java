package org.netsonde.app.shell;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import org.netsonde.engine.EndpointState;

/** How states look and what they are called. Stateless. */
final class StateStyle {

    private static final List<String> NAMES = List.of("idle", "starting", "running", "stopping", "failed");

    private StateStyle() {}

    /** Sets the one pseudo-class that fits: {@code :idle}, {@code :starting}, {@code :running} and so on. */
    static void apply(Node node, EndpointState state) {
        String name = name(state);
        NAMES.forEach(each -> node.pseudoClassStateChanged(PseudoClass.getPseudoClass(each), each.equals(name)));
    }

    /** The key of the state's name. */
    static String key(EndpointState state) {
        return "shell.state." + name(state);
    }

    private static String name(EndpointState state) {
        return switch (state) {
            case EndpointState.Idle idle -> "idle";
            case EndpointState.Starting starting -> "starting";
            case EndpointState.Running running -> "running";
            case EndpointState.Stopping stopping -> "stopping";
            case EndpointState.Failed failed -> "failed";
        };
    }
}
