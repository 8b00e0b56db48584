package org.netsonde.app.shell;

import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.workbench.Item;
import org.netsonde.app.workbench.Workbench;
import org.netsonde.engine.Endpoint;

/** Which endpoint is chosen, by its id, so that it outlives a new scene. JavaFX thread only. */
final class Selection {

    private final Workbench workbench;
    private final ReadOnlyStringWrapper id = new ReadOnlyStringWrapper();

    Selection(Workbench workbench) {
        this.workbench = workbench;
    }

    /** The id; null where nothing is chosen. */
    ReadOnlyStringProperty id() {
        return id.getReadOnlyProperty();
    }

    void choose(@Nullable String newId) {
        id.set(newId);
    }

    Optional<Item> item() {
        return Optional.ofNullable(id.get()).flatMap(workbench::find);
    }

    /** The chosen endpoint, unless it is one of an unknown protocol. */
    Optional<Endpoint> endpoint() {
        return item().filter(Item.Known.class::isInstance).map(item -> ((Item.Known) item).endpoint());
    }
}
