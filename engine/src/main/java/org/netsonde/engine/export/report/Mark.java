package org.netsonde.engine.export.report;

import org.netsonde.engine.session.Annotation;

/**
 * An annotation as the report has it.
 *
 * @param number its number in the list of annotations, from 1
 */
record Mark(int number, Annotation annotation) {

    /** The class of its colour. */
    String style() {
        return switch (annotation.kind()) {
            case NOTE -> "note";
            case FAILURE -> "failure";
            case THRESHOLD -> "threshold";
            case FAULT -> "fault";
        };
    }
}
