package org.netsonde.app.panel;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.netsonde.app.fx.Clipboards;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.protocol.Problem;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.protocol.SettingsException;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.TrafficMessage;
import tools.jackson.databind.node.ObjectNode;

/** An endpoint's messages as command lines of another program, to the clipboard and back. JavaFX thread only. */
final class CommandLines {

    /** Nobody types a longer one. */
    private static final int MOST = 8 << 20;

    private final Endpoint endpoint;
    private final PanelContext context;
    private final Texts texts;
    private final String program;

    private CommandLines(Endpoint endpoint, PanelContext context, String program) {
        this.endpoint = endpoint;
        this.context = context;
        texts = context.texts();
        this.program = program;
    }

    /** Those of an endpoint, where its protocol has some. */
    static Optional<CommandLines> of(Endpoint endpoint, PanelContext context) {
        return Protocols.program(endpoint.protocol()).map(program -> new CommandLines(endpoint, context, program));
    }

    /** The name of the program. */
    String program() {
        return program;
    }

    /** Whether a text that is pasted looks like a command line. */
    boolean recognizes(String text) {
        String begin = text.stripLeading();
        return begin.startsWith(program)
                && begin.length() > program.length() + 1
                && Character.isWhitespace(begin.charAt(program.length()));
    }

    /**
     * Whether a message that crossed the wire is one that the program could send: what a client sent, a server received, and all
     * of it.
     */
    boolean sends(TrafficMessage message) {
        return !message.isCut()
                && message.direction() == (endpoint.protocol().role() == Role.CLIENT ? Direction.OUT : Direction.IN);
    }

    /** Copies a message that crossed the wire. */
    void copy(TrafficMessage message) {
        copy(Protocols.message(endpoint.protocol(), message.bytes()));
    }

    /** Copies a message. */
    void copy(ObjectNode message) {
        try {
            Clipboards.copy(Protocols.command(
                    endpoint.protocol(), endpoint.settings(), message, Addresses.server(endpoint, context)));
            context.show(texts.get("panel.command.copied", program));
        } catch (FailureException e) {
            context.show(e.failure());
        }
    }

    /**
     * Makes a message of a command line; secrets in it are offered to be stored first.
     *
     * @param problem gets one sentence where that cannot be done
     * @param remark gets what of the command line has no place in a message
     */
    void paste(String line, Consumer<ObjectNode> made, Consumer<String> problem, Consumer<String> remark) {
        if (!recognizes(line) || line.length() > MOST) {
            problem.accept(texts.get("panel.command.none", program));
            return;
        }
        Protocols.PastedMessage pasted;
        try {
            pasted = Protocols.pasted(endpoint.protocol(), line);
        } catch (SettingsException e) {
            problem.accept(
                    e.problems().stream().map(Problem::text).map(texts::get).collect(Collectors.joining(" ")));
            return;
        }
        Runnable show = () -> {
            made.accept(pasted.message());
            if (!pasted.remarks().isEmpty()) {
                remark.accept(pasted.remarks().stream().map(texts::get).collect(Collectors.joining(" ")));
            }
        };
        if (pasted.secrets().isEmpty()) {
            show.run();
        } else {
            context.secrets().offer(pasted.secrets(), show);
        }
    }
}
