package org.netsonde.app.form;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.protocol.Problem;

/** Problems on their way to the fields that they are about: what no field takes is left for the form to show. */
final class FieldProblems {

    private final Map<String, String> byPath = new LinkedHashMap<>();

    FieldProblems(List<Problem> problems, Texts texts) {
        problems.forEach(p -> byPath.merge(p.field(), texts.get(p.text()), (a, b) -> a + "\n" + b));
    }

    /** Takes the problems of a path and of everything below it. */
    List<String> take(String path) {
        List<String> taken = new ArrayList<>();
        byPath.entrySet().removeIf(entry -> {
            String field = entry.getKey();
            boolean mine = field.equals(path) || field.startsWith(path + ".") || field.startsWith(path + "[");
            if (mine) {
                taken.add(entry.getValue());
            }
            return mine;
        });
        return taken;
    }

    /** What nobody took, with its path. */
    List<String> rest() {
        return byPath.entrySet().stream()
                .map(e -> e.getKey().startsWith("(") ? e.getValue() : e.getKey() + ": " + e.getValue())
                .toList();
    }
}
