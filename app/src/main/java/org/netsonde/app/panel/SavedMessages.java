package org.netsonde.app.panel;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.netsonde.engine.workspace.SavedMessage;
import tools.jackson.databind.JsonNode;

/** The messages that the workspace keeps under names, as send boxes need them. JavaFX thread only. */
public interface SavedMessages {

    /** All of them, in order. */
    List<SavedMessage> all();

    /** Asks for a name and keeps a message under it, in place of one that has the name. */
    void keep(JsonNode message);

    /**
     * Shows all of them, to be found, renamed and removed, and to choose one.
     *
     * @param usable which can be chosen
     * @param chosen called with the one that was chosen
     */
    void show(Predicate<SavedMessage> usable, Consumer<SavedMessage> chosen);
}
