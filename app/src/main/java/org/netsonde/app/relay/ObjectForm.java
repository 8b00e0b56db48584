package org.netsonde.app.relay;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.scene.Parent;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.form.SettingsForm;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.protocol.OptionSpec;
import org.netsonde.engine.protocol.Problem;
import tools.jackson.databind.node.ObjectNode;

/**
 * The form of one object within the settings. Edits are handed over at once, or when typing pauses where the endpoint runs.
 * JavaFX thread only.
 */
final class ObjectForm {

    private static final Duration TYPING = Duration.millis(400);

    private final SettingsForm form;
    private final SettingsEdit edit;
    private final Consumer<ObjectNode> store;
    private final Supplier<List<Problem>> problems;
    private final PauseTransition typing = new PauseTransition(TYPING);
    private @Nullable ObjectNode unsent;

    /**
     * A form.
     *
     * @param store takes the object after edits
     * @param problems what is wrong with what was stored
     */
    ObjectForm(
            List<OptionSpec> options, SettingsEdit edit, Consumer<ObjectNode> store, Supplier<List<Problem>> problems) {
        this.edit = edit;
        this.store = store;
        this.problems = problems;
        form = new SettingsForm(options, edit.desk().texts(), edit.desk().editors(), edit::targets, this::edited);
        typing.setOnFinished(e -> flush());
    }

    Parent node() {
        return form.node();
    }

    private void edited(ObjectNode object) {
        unsent = object;
        if (edit.endpoint().state() instanceof EndpointState.Running) {
            typing.playFromStart();
        } else {
            flush();
        }
    }

    /** Hands over what was typed a moment ago. */
    void flush() {
        typing.stop();
        ObjectNode object = unsent;
        if (object != null) {
            unsent = null;
            store.accept(object);
            mark();
        }
    }

    /** Leaves out what was typed a moment ago. */
    void forget() {
        typing.stop();
        unsent = null;
    }

    /** Shows an object, unless it is what was typed here. */
    void show(ObjectNode object) {
        if (unsent == null && !object.equals(form.value())) {
            form.show(object);
        }
        mark();
    }

    private void mark() {
        form.mark(problems.get(), List.of());
    }
}
