package org.netsonde.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.netsonde.fixtures.Sources;

/** Every finding, grade and step of an inspection has its text, though its key is put together. */
class InspectionTextsTest {

    private final Bundle engine = Bundle.english("engine");

    @Test
    void everyFindingReasonAndStepHasItsText() {
        Set<String> keys = new TreeSet<>();
        for (Sources source : Sources.java("engine/src/main/java/org/netsonde/engine/probe/tls")) {
            switch (source.path().getFileName().toString()) {
                case "Findings.java" -> {
                    findings(source, "add", 2, keys);
                    findings(source, "name", 1, keys);
                }
                case "ChainReview.java" -> findings(source, "add", 1, keys);
                case "Grading.java" -> collect(source, "cap", 1, "inspect.grade.", keys);
                case "TlsInspector.java" -> {
                    collect(source, "say", 0, "inspect.progress.", keys);
                    collect(source, "miss", 0, "inspect.missing.", keys);
                    collect(source, "attempt", 0, "inspect.missing.", keys);
                }
                default -> {
                    // Says nothing whose key is put together of such words.
                }
            }
        }
        assertThat(keys).hasSizeGreaterThan(60);
        assertThat(keys).allMatch(engine::has);
    }

    private static void findings(Sources source, String call, int place, Set<String> keys) {
        Set<String> found = new TreeSet<>();
        collect(source, call, place, "inspect.finding.", found);
        found.forEach(key -> keys.addAll(List.of(key, key + ".why")));
    }

    private static void collect(Sources source, String call, int place, String prefix, Set<String> keys) {
        for (List<String> arguments : source.calls(call)) {
            if (arguments.size() > place) {
                Sources.literals(arguments.get(place)).forEach(word -> keys.add(prefix + word));
            }
        }
    }
}
