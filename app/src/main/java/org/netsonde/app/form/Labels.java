package org.netsonde.app.form;

import java.util.Locale;
import java.util.Optional;
import org.netsonde.app.text.Texts;

/** The words of a form, by the names that records give; a name without words of its own is made readable. */
public record Labels(Texts texts) {

    /** The label of an option. */
    public String option(String name) {
        return texts.find("option." + name).orElseGet(() -> readable(name));
    }

    /** The explanation of an option. */
    public Optional<String> help(String name) {
        return texts.find("option." + name + ".help");
    }

    /** What stands in the empty field of an option. */
    public Optional<String> prompt(String name) {
        return texts.find("option." + name + ".prompt");
    }

    /** The label of a choice or of a kind; some options have words of their own for one that others have, too. */
    public String choice(String option, String word) {
        return texts.find("choice." + option + "." + word)
                .or(() -> texts.find("choice." + word))
                .orElseGet(() -> readable(word));
    }

    /** A value as a line about an entry says it: with words around it where the option has some. */
    String summary(String option, String value) {
        return texts.find("summary." + option, value).orElse(value);
    }

    /** The title of a group. */
    public String group(String name) {
        return texts.find("group." + name).orElseGet(() -> readable(name));
    }

    /** {@code maxConnections} and {@code max-connections} read as "Max connections". */
    static String readable(String name) {
        String words = name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ")
                .replace('-', ' ')
                .replace('_', ' ')
                .toLowerCase(Locale.ROOT);
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
