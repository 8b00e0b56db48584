package org.netsonde.app.form;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.protocol.Caution;
import org.netsonde.engine.protocol.Problem;

/** Problems and cautions on their way to the fields that they are about: problems that no field takes the form shows. */
final class FieldMarks {

    private final Map<String, String> problems = new LinkedHashMap<>();
    private final List<Caution> cautions;

    FieldMarks(List<Problem> problems, List<Caution> cautions, Texts texts) {
        problems.forEach(p -> this.problems.merge(p.field(), texts.get(p.text()), (a, b) -> a + "\n" + b));
        this.cautions = new ArrayList<>(cautions);
    }

    /** Takes the problems of a path and of everything below it. */
    List<String> takeProblems(String path) {
        List<String> taken = new ArrayList<>();
        problems.entrySet().removeIf(entry -> {
            boolean mine = isAt(entry.getKey(), path);
            if (mine) {
                taken.add(entry.getValue());
            }
            return mine;
        });
        return taken;
    }

    /** Takes the cautions of a path and of everything below it. */
    List<Caution> takeCautions(String path) {
        List<Caution> taken =
                cautions.stream().filter(c -> isAt(c.field(), path)).toList();
        cautions.removeAll(taken);
        return taken;
    }

    private static boolean isAt(String field, String path) {
        return field.equals(path) || field.startsWith(path + ".") || field.startsWith(path + "[");
    }

    /** The problems that nobody took, with their paths. */
    List<String> rest() {
        return problems.entrySet().stream()
                .map(e -> e.getKey().startsWith("(") ? e.getValue() : e.getKey() + ": " + e.getValue())
                .toList();
    }
}
