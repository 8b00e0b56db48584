package org.netsonde.app.relay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.OptionSpec;
import org.netsonde.engine.protocol.OptionType;
import org.netsonde.engine.protocol.Problem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A list of objects in the settings of an endpoint, changed entry by entry. JavaFX thread only. */
final class EntryList {

    /** The form shows no more either. */
    private static final int MOST_SHOWN = 200;

    private final SettingsEdit edit;
    private final String name;
    private final List<OptionSpec> options;
    private final long most;

    /**
     * The list of that option.
     *
     * @throws IllegalArgumentException if the option is no list of objects
     */
    EntryList(SettingsEdit edit, String name) {
        this.edit = edit;
        this.name = name;
        OptionSpec option = edit.option(name);
        most = option.max();
        if (!(option.type() instanceof OptionType.Many many && many.element() instanceof OptionType.Nested nested)) {
            throw new IllegalArgumentException(name);
        }
        options = nested.options();
    }

    /** The options of an entry. */
    List<OptionSpec> options() {
        return options;
    }

    /** The settings that it is part of. */
    SettingsEdit edit() {
        return edit;
    }

    /** The entries; none where something else stands in their place, which is left alone then. */
    List<ObjectNode> entries() {
        return entries(edit.endpoint().settings().get(name)).orElse(List.of());
    }

    /** Whether what stands there can be changed entry by entry. */
    boolean isReadable() {
        return entries(edit.endpoint().settings().get(name)).isPresent();
    }

    private static Optional<List<ObjectNode>> entries(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return Optional.of(List.of());
        }
        if (!value.isArray() || value.size() > MOST_SHOWN) {
            return Optional.empty();
        }
        List<ObjectNode> entries = new ArrayList<>();
        for (JsonNode entry : value) {
            if (!(entry instanceof ObjectNode object)) {
                return Optional.empty();
            }
            entries.add(object);
        }
        return Optional.of(entries);
    }

    /** How many there may be. */
    long most() {
        return Math.min(most, MOST_SHOWN);
    }

    /** Whether there is room for one more. */
    boolean hasRoom() {
        return isReadable() && entries().size() < most();
    }

    /** Puts another entry in place of one. */
    void replace(int index, ObjectNode entry) {
        change(entries -> {
            if (index < entries.size()) {
                entries.set(index, entry);
            }
        });
    }

    /** Adds one at the end. */
    void add(ObjectNode entry) {
        change(entries -> entries.add(entry));
    }

    /** Takes one out. */
    void remove(int index) {
        change(entries -> {
            if (index < entries.size()) {
                entries.remove(index);
            }
        });
    }

    /** Changes all of them at once. */
    void change(Consumer<List<ObjectNode>> how) {
        edit.change(settings -> change(settings, how));
    }

    private void change(ObjectNode settings, Consumer<List<ObjectNode>> how) {
        entries(settings.get(name)).ifPresent(entries -> {
            List<ObjectNode> changed = new ArrayList<>(entries);
            how.accept(changed);
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            changed.forEach(array::add);
            settings.set(name, array);
        });
    }

    /** What is wrong with an entry; a problem of the whole entry has no field. */
    List<Problem> problems(int index) {
        return edit.problems(name + "[" + index + "]");
    }

    /** Why an entry could not be added; empty where it can. */
    Optional<Phrase> refusal(ObjectNode entry) {
        String path = name + "[" + entries().size() + "]";
        return edit.problemsAfter(settings -> change(settings, entries -> entries.add(entry))).stream()
                .filter(problem -> problem.field().startsWith(path))
                .map(Problem::text)
                .findFirst();
    }
}
