package org.netsonde.app.session;

import java.time.Instant;
import org.netsonde.engine.session.Annotation;
import org.netsonde.engine.session.SessionStore;

/**
 * Changes a session that is on disk.
 *
 * @param store where it is
 * @param id which it is
 */
record StoredEditor(SessionStore store, String id) implements SessionEditor {

    @Override
    public boolean isStored() {
        return true;
    }

    @Override
    public void rename(String name) {
        store.rename(id, name);
    }

    @Override
    public void notes(String text) {
        store.notes(id, text);
    }

    @Override
    public Annotation annotate(Instant at, String endpointId, String text) {
        return store.annotate(id, at, endpointId, text);
    }

    @Override
    public void remove(Annotation annotation) {
        store.removeAnnotation(id, annotation.id());
    }
}
