package org.netsonde.app.form;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.netsonde.engine.protocol.OptionSpec;
import org.netsonde.engine.protocol.OptionType;
import org.netsonde.engine.protocol.Protocol;
import org.netsonde.engine.protocol.SettingsDescriber;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where an option stands among the settings of a protocol. Immutable.
 *
 * @param groups the names of the groups around it, the outermost first
 * @param option what it is
 * @param beside the options of its group, itself among them
 */
public record SettingPlace(List<String> groups, OptionSpec option, List<OptionSpec> beside) {

    public SettingPlace {
        groups = List.copyOf(groups);
        beside = List.copyOf(beside);
    }

    /** That of the first option of a protocol that is wanted, in the order of its form; empty where there is none. */
    public static Optional<SettingPlace> of(Protocol<?, ?> protocol, Predicate<OptionSpec> wanted) {
        return find(SettingsDescriber.describe(protocol.settingsType(), protocol.defaults()), List.of(), wanted);
    }

    private static Optional<SettingPlace> find(
            List<OptionSpec> options, List<String> groups, Predicate<OptionSpec> wanted) {
        for (OptionSpec option : options) {
            Optional<SettingPlace> found = wanted.test(option)
                    ? Optional.of(new SettingPlace(groups, option, options))
                    : option.type() instanceof OptionType.Nested nested
                            ? find(
                                    nested.options(),
                                    Stream.concat(groups.stream(), Stream.of(option.name()))
                                            .toList(),
                                    wanted)
                            : Optional.empty();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Whether an option can be of a kind that has options of these names. */
    public static boolean takes(OptionSpec option, String kind, List<String> names) {
        return option.type() instanceof OptionType.Variant variant
                && variant.cases().stream()
                        .filter(one -> one.id().equals(kind))
                        .anyMatch(one -> one.options().stream()
                                .map(OptionSpec::name)
                                .toList()
                                .containsAll(names));
    }

    /** The innermost group; empty where settings leave it out. */
    public Optional<ObjectNode> groupIn(ObjectNode settings) {
        ObjectNode group = settings;
        for (String inner : groups) {
            if (!(group.get(inner) instanceof ObjectNode there)) {
                return Optional.empty();
            }
            group = there;
        }
        return Optional.of(group);
    }

    /** The innermost group, which is made where settings leave it out. */
    public ObjectNode group(ObjectNode settings) {
        ObjectNode group = settings;
        for (String inner : groups) {
            group = group.get(inner) instanceof ObjectNode there ? there : group.putObject(inner);
        }
        return group;
    }
}
