package org.netsonde.app.bench;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import org.kordamp.ikonli.feather.Feather;
import org.netsonde.app.text.Texts;

/** One of the pages of a bench. Made once for each window and language. JavaFX thread only. */
public interface BenchPage {

    /** Tells it apart from the others of its bench. */
    String id();

    /** Its title, and its name in the list. */
    String title(Texts texts);

    /** What it is for, below its title. */
    String help(Texts texts);

    /** The heading above it and those of the same section that follow it; empty for none. */
    default String section(Texts texts) {
        return "";
    }

    /** The picture before its title. */
    Feather icon();

    /** What shows. Asked for when it is first to be shown. */
    Node node();

    /** What else can be done with it, in the list. */
    default Optional<ContextMenu> menu() {
        return Optional.empty();
    }

    /** It comes into view: what may have changed meanwhile is read anew. */
    default void showing() {}

    /** Moves the focus to the first thing to do. */
    void focus();

    /** It is not needed any more; gives up what it watches. */
    default void dispose() {}
}
