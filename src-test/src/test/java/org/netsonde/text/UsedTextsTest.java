package org.netsonde.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.protocol.OptionSpec;
import org.netsonde.engine.protocol.OptionType;
import org.netsonde.engine.protocol.Protocol;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.protocol.SettingsDescriber;
import org.netsonde.fixtures.Sources;

/** Whatever the program says has a text, and every text is said. */
class UsedTextsTest {

    private static final String ENGINE_SOURCES = "engine/src/main/java";
    private static final String APP_SOURCES = "app/src/main/java";

    private final Bundle engine = Bundle.english("engine");
    private final Bundle app = Bundle.english("app");

    @Test
    void everyFailureSaysWhatHappenedAndWhatToDo() {
        Set<String> names = new TreeSet<>();
        for (Sources source : Sources.java(ENGINE_SOURCES, APP_SOURCES)) {
            for (List<String> arguments : source.calls("Failure.of")) {
                names.addAll(Sources.literals(arguments.size() > 1 ? arguments.get(1) : ""));
            }
        }
        assertThat(names).hasSizeGreaterThan(20);
        assertThat(missing(
                        engine,
                        names.stream().flatMap(n -> Stream.of("failure." + n + ".what", "failure." + n + ".remedy"))))
                .isEmpty();
    }

    @Test
    void everyPhraseHasItsText() {
        Set<String> keys = new TreeSet<>();
        for (Sources source : Sources.java(ENGINE_SOURCES, APP_SOURCES)) {
            for (List<String> arguments : source.calls("Phrase.of")) {
                if (!arguments.getFirst().contains("+")) {
                    keys.addAll(Sources.literals(arguments.getFirst()));
                }
            }
            for (String call : List.of("Caution.warning", "Caution.danger")) {
                for (List<String> arguments : source.calls(call)) {
                    Sources.literals(arguments.get(1))
                            .forEach(word -> keys.addAll(List.of("caution." + word, "caution." + word + ".help")));
                }
            }
            for (String call : List.of("Fact.of", "Fact.optional")) {
                for (List<String> arguments : source.calls(call)) {
                    Sources.literals(arguments.getFirst()).forEach(word -> keys.add("fact." + word));
                }
            }
            for (List<String> arguments : source.calls("new FactGroup")) {
                if (arguments.size() == 2) {
                    Sources.literals(arguments.getFirst()).forEach(word -> keys.add("facts." + word));
                }
            }
            if (source.path().endsWith("SettingsBinder.java")) {
                for (List<String> arguments : source.calls("problem")) {
                    Sources.literals(arguments.get(1)).forEach(word -> keys.add("problem." + word));
                }
            }
        }
        assertThat(keys).contains("problem.notWhole", "problem.tooShort", "event.closedHere");
        assertThat(missing(engine, keys.stream())).isEmpty();
    }

    @Test
    void everythingAProtocolDeclaresIsNamedAndExplained() {
        Set<String> keys = new LinkedHashSet<>();
        for (Protocol<?, ?> protocol : ProtocolRegistry.builtin().all()) {
            keys.add("protocol." + protocol.id());
            keys.add("protocol." + protocol.id() + ".summary");
            protocol.charts().forEach(chart -> keys.add("chart." + chart.id()));
            protocol.charts().stream()
                    .filter(chart -> chart.given() != null)
                    .forEach(chart -> keys.add("chart." + chart.id() + ".none"));
            for (MetricSpec metric : protocol.metrics()) {
                keys.add("metric." + metric.id());
                keys.add("metric." + metric.id() + ".help");
            }
            collect(SettingsDescriber.describe(protocol.settingsType(), protocol.defaults()), keys);
            collect(SettingsDescriber.describe(protocol.messageType(), protocol.emptyMessage()), keys);
        }
        for (Role role : Role.values()) {
            keys.add("role." + role.name().toLowerCase(java.util.Locale.ROOT));
        }
        assertThat(keys).contains("option.maxLength.help", "choice.thread-per-connection", "group.limits");
        assertThat(missing(engine, keys.stream())).isEmpty();
    }

    private static void collect(List<OptionSpec> options, Set<String> keys) {
        for (OptionSpec option : options) {
            keys.add("option." + option.name());
            keys.add("option." + option.name() + ".help");
            keys.add("group." + option.group());
            collect(option.type(), keys);
        }
    }

    private static void collect(OptionType type, Set<String> keys) {
        switch (type) {
            case OptionType.Choice choice -> choice.values().forEach(word -> keys.add("choice." + word));
            case OptionType.Variant variant ->
                variant.cases().forEach(kind -> {
                    keys.add("choice." + kind.id());
                    collect(kind.options(), keys);
                });
            case OptionType.Nested nested -> collect(nested.options(), keys);
            case OptionType.Many many -> collect(many.element(), keys);
            default -> {}
        }
    }

    /** A literal that looks like a key: its first word is that of some key, and it is no name of a file. */
    private boolean looksLikeAKey(String literal) {
        Set<String> firsts = Stream.of(app, engine)
                .flatMap(bundle -> bundle.texts().keySet().stream())
                .map(key -> key.split("\\.", 2)[0])
                .collect(Collectors.toSet());
        return literal.matches("[a-z]+(\\.[A-Za-z0-9_-]+)+\\.?")
                && firsts.contains(literal.substring(0, literal.indexOf('.')))
                && !literal.matches(".*\\.(css|png|json|csv|html|pcapng|xml|properties|netsonde)");
    }

    @Test
    void everyKeyInTheAppHasItsText() {
        List<String> wrong = new ArrayList<>();
        int count = 0;
        for (Sources source : Sources.java(APP_SOURCES)) {
            for (String literal : source.literals()) {
                if (looksLikeAKey(literal)) {
                    count++;
                    boolean known = literal.endsWith(".")
                            ? Stream.of(app, engine)
                                    .flatMap(b -> b.texts().keySet().stream())
                                    .anyMatch(k -> k.startsWith(literal))
                            : app.has(literal) || engine.has(literal);
                    if (!known) {
                        wrong.add(source.path().getFileName() + ": " + literal);
                    }
                }
            }
            for (List<String> arguments : source.calls("texts.get")) {
                String argument = arguments.getFirst();
                if (argument.matches("\"[^\"]*\"")) {
                    String key = argument.substring(1, argument.length() - 1);
                    if (!app.has(key) && !engine.has(key)) {
                        wrong.add(source.path().getFileName() + ": " + key);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        if (!app.texts().isEmpty()) {
            assertThat(count).isGreaterThan(20);
        }
    }

    @Test
    void everyTextOfTheAppIsUsed() {
        Set<String> literals = new TreeSet<>();
        Sources.java(APP_SOURCES).forEach(source -> literals.addAll(source.literals()));
        List<String> prefixes = literals.stream()
                .filter(l -> l.matches("[a-z]+\\.([A-Za-z0-9_.-]*\\.)?"))
                .toList();
        assertThat(app.texts().keySet())
                .allMatch(key -> literals.contains(key) || prefixes.stream().anyMatch(key::startsWith));
    }

    private static List<String> missing(Bundle bundle, Stream<String> keys) {
        return keys.filter(key -> !bundle.has(key)).toList();
    }
}
