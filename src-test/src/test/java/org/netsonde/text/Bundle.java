package org.netsonde.text;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.netsonde.fixtures.Sources;

/**
 * One file of texts, as it stands in the sources.
 *
 * @param name its base name and language, such as {@code app_zh_CN}
 * @param texts its patterns by key
 * @param repeated keys that stand in it more than once
 */
record Bundle(String name, Map<String, String> texts, List<String> repeated) {

    /** The names of the bundles. */
    static final List<String> NAMES = List.of("engine", "app");

    private static final Pattern QUOTED = Pattern.compile("''|'[^']*'");
    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d+)");

    /** The English one. */
    static Bundle english(String name) {
        return load(name);
    }

    /** The Chinese one. */
    static Bundle chinese(String name) {
        return load(name + "_zh_CN");
    }

    private static Bundle load(String name) {
        Path file =
                Sources.project().resolve("ui-resources/src/main/resources/org/netsonde/text/" + name + ".properties");
        Map<String, String> texts = new LinkedHashMap<>();
        List<String> repeated = new ArrayList<>();
        Properties reader = new Properties() {
            @Override
            public synchronized Object put(Object key, Object value) {
                if (texts.put((String) key, (String) value) != null) {
                    repeated.add((String) key);
                }
                return super.put(key, value);
            }
        };
        try (Reader in = Files.newBufferedReader(file)) {
            reader.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Bundle(name, texts, repeated);
    }

    /** Whether there is a text of that key. */
    boolean has(String key) {
        return texts.containsKey(key);
    }

    /** The numbers of the arguments of a pattern. */
    static Set<Integer> arguments(String pattern) {
        Set<Integer> numbers = new TreeSet<>();
        ARGUMENT.matcher(QUOTED.matcher(pattern).replaceAll(""))
                .results()
                .forEach(m -> numbers.add(Integer.valueOf(m.group(1))));
        return numbers;
    }
}
