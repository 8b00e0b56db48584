package org.netsonde.app.form;

import java.util.List;
import java.util.function.Supplier;
import org.netsonde.app.text.Texts;

/**
 * What the editors of one form share.
 *
 * @param labels the words
 * @param endpoints the names to choose from where an option names another endpoint, asked for when a list opens
 * @param editors which editor an option gets
 * @param edited called after every edit by the user; not for values that the form is given
 */
public record FormContext(Labels labels, Supplier<List<String>> endpoints, Editors editors, Runnable edited) {

    /** The window's texts. */
    Texts texts() {
        return labels.texts();
    }

    /** The same, telling another of edits. */
    FormContext telling(Runnable other) {
        return new FormContext(labels, endpoints, editors, other);
    }
}
