package org.netsonde.app.relay;

import java.util.List;
import org.netsonde.app.form.Editors;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Endpoint;

/** What the parts of a relay's panel need of the window around them. Used on the JavaFX thread only. */
public interface RelayDesk {

    /** The words, in the present language; a change of language makes new panels. */
    Texts texts();

    /** The editors of settings. */
    Editors editors();

    /** The names of the endpoints that this one could be aimed at, for {@code target} fields. */
    List<String> targets(Endpoint endpoint);

    /** The panel has called {@link Endpoint#configure}: the workspace has unsaved changes. */
    void settingsChanged(Endpoint endpoint);

    /** Shows a short message for a while. */
    void show(String message);
}
