package org.netsonde.app.shell;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.workbench.Item;
import org.netsonde.app.workbench.Workbench;
import org.netsonde.engine.Endpoint;

/**
 * Which endpoint is chosen, by its id, and what the middle of the window shows, so that both outlive a new scene. JavaFX
 * thread only.
 */
final class Selection {

    private final Workbench workbench;
    private final ReadOnlyStringWrapper id = new ReadOnlyStringWrapper();
    private final ReadOnlyObjectWrapper<Screen> screen = new ReadOnlyObjectWrapper<>(Screen.ENDPOINT);
    private @Nullable String before;

    Selection(Workbench workbench) {
        this.workbench = workbench;
    }

    /** The id; null where nothing is chosen. */
    ReadOnlyStringProperty id() {
        return id.getReadOnlyProperty();
    }

    /** Chooses an endpoint, or none, and shows it. */
    void choose(@Nullable String newId) {
        id.set(newId);
        screen.set(Screen.ENDPOINT);
    }

    /** What the middle of the window shows. */
    ReadOnlyObjectProperty<Screen> screen() {
        return screen.getReadOnlyProperty();
    }

    /** Shows something else than an endpoint: none is chosen then, so that no shortcut acts on one that is not in view. */
    void show(Screen next) {
        if (next == Screen.ENDPOINT) {
            choose(before);
        } else if (screen.get() != next) {
            before = id.get();
            screen.set(next);
            id.set(null);
        }
    }

    Optional<Item> item() {
        return Optional.ofNullable(id.get()).flatMap(workbench::find);
    }

    /** The chosen endpoint, unless it is one of an unknown protocol. */
    Optional<Endpoint> endpoint() {
        return item().filter(Item.Known.class::isInstance).map(item -> ((Item.Known) item).endpoint());
    }
}
