package org.netsonde.engine.protocol;

import org.netsonde.engine.Phrase;

/**
 * One bad field.
 *
 * @param field the path of the field, such as {@code port} or {@code responder.prefix}
 * @param text what is wrong with it and what it may be
 */
public record Problem(String field, Phrase text) {

    @Override
    public String toString() {
        return field + ": " + text;
    }
}
