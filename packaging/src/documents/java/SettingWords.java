import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.netsonde.engine.experiment.Experiment;
import org.netsonde.engine.experiment.ExperimentRegistry;
import org.netsonde.engine.protocol.OptionSpec;
import org.netsonde.engine.protocol.OptionType;
import org.netsonde.engine.protocol.Protocol;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.protocol.SettingsDescriber;
import org.netsonde.engine.protocol.VariantCase;

/**
 * The settings of each protocol and the parameters of each experiment as the command line writes them: {@code framing=}, and
 * {@code framing=lines} where the values are a few words.
 *
 * @param byId the words by the id of the protocol or the experiment, which stands before them
 */
record SettingWords(Map<String, List<String>> byId) {

    /** Deeper ones are few, and better written into a file. */
    private static final int DEPTH = 3;

    /** Those of all protocols and experiments. */
    static SettingWords builtin() {
        Map<String, List<String>> words = new LinkedHashMap<>();
        for (Protocol<?, ?> protocol : ProtocolRegistry.builtin().all()) {
            words.put(protocol.id(), words(SettingsDescriber.describe(protocol.settingsType(), protocol.defaults())));
        }
        for (Experiment<?> experiment : ExperimentRegistry.builtin().all()) {
            words.put(
                    experiment.id(),
                    words(SettingsDescriber.describe(experiment.parametersType(), experiment.defaults())));
        }
        return new SettingWords(words);
    }

    private static List<String> words(List<OptionSpec> options) {
        Set<String> found = new LinkedHashSet<>();
        add(options, "", DEPTH, found);
        return List.copyOf(found);
    }

    private static void add(List<OptionSpec> options, String prefix, int depth, Set<String> words) {
        for (OptionSpec option : options) {
            String name = prefix + option.name();
            switch (option.type()) {
                case OptionType.Flag flag -> choice(name, List.of("true", "false"), words);
                case OptionType.Choice choice -> choice(name, choice.values(), words);
                case OptionType.Variant variant -> {
                    choice(name, variant.cases().stream().map(VariantCase::id).toList(), words);
                    if (depth > 1) {
                        variant.cases().forEach(one -> add(one.options(), name + ".", depth - 1, words));
                    }
                }
                case OptionType.Nested nested -> {
                    if (depth > 1) {
                        add(nested.options(), name + ".", depth - 1, words);
                    }
                }
                default -> words.add(name + "=");
            }
        }
    }

    private static void choice(String name, List<String> values, Set<String> words) {
        words.add(name + "=");
        values.forEach(value -> words.add(name + "=" + value));
    }
}
