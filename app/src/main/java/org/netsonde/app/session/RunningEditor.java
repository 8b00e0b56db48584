package org.netsonde.app.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.session.Annotation;
import org.netsonde.engine.session.Annotations;

/**
 * Marks the present of the run that goes on.
 *
 * @param annotations its marks
 */
record RunningEditor(Annotations annotations) implements SessionEditor {

    @Override
    public boolean isStored() {
        return false;
    }

    @Override
    public void rename(String name) {
        throw new UnsupportedOperationException("the run that goes on has no name");
    }

    @Override
    public void notes(String text) {
        throw new UnsupportedOperationException("nothing is written about the run that goes on");
    }

    @Override
    public Annotation annotate(Instant at, String endpointId, String text) {
        @Nullable String about = endpointId.isEmpty() ? null : endpointId;
        return annotations.add(Annotation.Kind.NOTE, about, text);
    }

    @Override
    public void remove(Annotation annotation) {
        throw new UnsupportedOperationException("marks of the run that goes on stay");
    }
}
