package org.netsonde.autobahn;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the suite found, case by case. It is complete, or there is none.
 *
 * @param cases all of them, in the suite's order
 */
public record AutobahnReport(List<Case> cases) {

    /** How many cases there are. */
    public static final int CASES = 301;

    private static final Set<String> GOOD = Set.of("OK", "NON-STRICT", "INFORMATIONAL");
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * One case.
     *
     * @param id such as {@code 1.2.3}
     * @param description what the suite did
     * @param behavior what it thinks of what the tested program answered: {@code OK}, {@code NON-STRICT},
     *     {@code INFORMATIONAL}, {@code UNIMPLEMENTED} or {@code FAILED}
     * @param behaviorClose what it thinks of how the connection ended: {@code OK}, {@code INFORMATIONAL}, {@code UNCLEAN},
     *     {@code WRONG CODE}, {@code FAILED BY CLIENT} or {@code FAILED}
     * @param result why, in the suite's words
     * @param millis how long it took
     * @param file the details
     */
    public record Case(
            String id,
            String description,
            String behavior,
            String behaviorClose,
            String result,
            long millis,
            Path file) {

        boolean bad() {
            return !GOOD.contains(behavior) || !GOOD.contains(behaviorClose);
        }

        boolean has(String verdict) {
            return behavior.equals(verdict) || behaviorClose.equals(verdict);
        }

        @Override
        public String toString() {
            return "%s %s, closed %s: %s (%s)".formatted(id, behavior, behaviorClose, result, file);
        }
    }

    /** Reads the reports of all shares; together they must have every case once. */
    static AutobahnReport read(List<Path> folders) {
        List<Case> cases = new ArrayList<>();
        for (Path folder : folders) {
            for (JsonNode agent : JSON.readTree(folder.resolve("index.json"))) {
                for (JsonNode entry : agent) {
                    cases.add(read(folder.resolve(entry.get("reportfile").asString())));
                }
            }
        }
        cases.sort(Comparator.comparing(one -> numbers(one.id()), Arrays::compare));
        long different = cases.stream().map(Case::id).distinct().count();
        if (cases.size() != CASES || different != CASES) {
            throw new AssertionError(
                    "the report has " + cases.size() + " cases, " + different + " different ones, not " + CASES);
        }
        return new AutobahnReport(List.copyOf(cases));
    }

    private static int[] numbers(String id) {
        return Stream.of(id.split("\\.", -1)).mapToInt(Integer::parseInt).toArray();
    }

    private static Case read(Path file) {
        JsonNode json = JSON.readTree(file);
        return new Case(
                json.get("id").asString(),
                json.get("description").asString(),
                json.get("behavior").asString(),
                json.get("behaviorClose").asString(),
                json.get("result").asString() + " " + json.get("resultClose").asString(),
                json.get("duration").asLong(),
                file);
    }

    /** Those that failed in any way: everything but OK, not strict, or for information only. */
    public List<Case> bad() {
        return cases.stream().filter(Case::bad).toList();
    }

    /** Those where something is allowed that would better be done otherwise. */
    public List<Case> nonStrict() {
        return with("NON-STRICT");
    }

    /** Those that only tell what was seen. */
    public List<Case> informational() {
        return with("INFORMATIONAL");
    }

    private List<Case> with(String verdict) {
        return cases.stream().filter(one -> one.has(verdict)).toList();
    }

    /** How many cases ended how, for a log. */
    public String summary() {
        return cases.stream()
                .collect(Collectors.groupingBy(
                        one -> one.behavior() + "/" + one.behaviorClose(), TreeMap::new, Collectors.counting()))
                .toString();
    }
}
