package org.netsonde.app.form;

import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** Shows the words of a choice by their labels. */
final class Words extends StringConverter<String> {

    private final Labels labels;
    private final String option;

    /**
     * A converter.
     *
     * @param option the name of the option that is chosen
     */
    Words(Labels labels, String option) {
        this.labels = labels;
        this.option = option;
    }

    @Override
    public String toString(@Nullable String word) {
        return word == null ? "" : labels.choice(option, word);
    }

    @Override
    public String fromString(String label) {
        return label;
    }
}
