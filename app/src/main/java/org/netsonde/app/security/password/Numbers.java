package org.netsonde.app.security.password;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.netsonde.app.bench.part.NumberInput;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.protocol.SettingsException;

/** The numbers of a method, by the names that problems give them. JavaFX thread only. */
final class Numbers {

    private final Texts texts;
    private final String prefix;
    private final Map<String, NumberInput> inputs = new LinkedHashMap<>();
    private final Map<String, String> labels = new LinkedHashMap<>();

    /**
     * None yet.
     *
     * @param prefix what begins the ids of fields
     */
    Numbers(Texts texts, String prefix) {
        this.texts = texts;
        this.prefix = prefix;
    }

    /** Adds one. */
    NumberInput add(String name, String label, int value) {
        NumberInput input = new NumberInput(prefix + "-" + name, label, texts, value);
        inputs.put(name, input);
        labels.put(name, label);
        return input;
    }

    List<Method.Parameter> parameters() {
        return inputs.entrySet().stream()
                .map(entry -> new Method.Parameter(
                        labels.getOrDefault(entry.getKey(), ""),
                        entry.getValue().node()))
                .toList();
    }

    void onChange(Runnable changed) {
        inputs.values().forEach(input -> input.onChange(changed));
    }

    /** What they make; nothing where one is no number or out of bounds, which is said under it then. */
    <T> Optional<T> read(Supplier<T> made) {
        inputs.values().forEach(input -> input.problem(null));
        // All of them, so that each says what is wrong with it.
        boolean numbers = inputs.values().stream()
                        .map(NumberInput::value)
                        .filter(OptionalInt::isEmpty)
                        .count()
                == 0;
        if (!numbers) {
            return Optional.empty();
        }
        try {
            return Optional.of(made.get());
        } catch (SettingsException e) {
            problem(e);
            return Optional.empty();
        }
    }

    /** The number of that name, after {@link #read} has looked at all of them. */
    int get(String name) {
        NumberInput input = inputs.get(name);
        return input == null ? 0 : input.value().orElse(0);
    }

    /** Says what is wrong under the fields; whether all of it belongs to one. */
    boolean problem(SettingsException wrong) {
        wrong.problems().forEach(problem -> {
            NumberInput input = inputs.get(problem.field());
            if (input != null) {
                input.problem(texts.get(problem.text()));
            }
        });
        return wrong.problems().stream().allMatch(problem -> inputs.containsKey(problem.field()));
    }
}
