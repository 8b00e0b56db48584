package org.netsonde.app.security;

import javafx.scene.Node;
import org.kordamp.ikonli.feather.Feather;

/** One of the pages of the security bench. Made once for each window and language. JavaFX thread only. */
public interface SecurityPage {

    /** Tells it apart; its title is {@code security.page.<id>}, what it is for {@code security.page.<id>.help}. */
    String id();

    /** The picture before its title. */
    Feather icon();

    /** What shows. */
    Node node();

    /** It comes into view: what may have changed meanwhile is read anew. */
    default void showing() {}

    /** Moves the focus to the first thing to do. */
    void focus();

    /** It is not needed any more; gives up what it watches. */
    default void dispose() {}
}
