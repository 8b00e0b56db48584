package org.netsonde.app.form;

import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** Shows the words of a choice by their labels. */
final class Words extends StringConverter<String> {

    private final Labels labels;

    Words(Labels labels) {
        this.labels = labels;
    }

    @Override
    public String toString(@Nullable String word) {
        return word == null ? "" : labels.choice(word);
    }

    @Override
    public String fromString(String label) {
        return label;
    }
}
