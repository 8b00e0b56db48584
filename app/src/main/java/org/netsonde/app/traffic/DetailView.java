package org.netsonde.app.traffic;

import javafx.scene.Node;

/** One way to look at a message, on a tab of its own. JavaFX thread only. */
interface DetailView {

    /** Its name in texts and ids, such as {@code hex}. */
    String name();

    /** What stands on the tab. */
    Node node();

    /** Shows a message; false where this is no way to look at it, and then the tab is left out. */
    boolean show(ReadMessage message);
}
