package org.netsonde.app.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.export.Export;

/** The formats, each with a line that says what it is good for. JavaFX thread only. */
final class FormatChoice {

    /** What is chosen before anything was. */
    private static final List<String> USUAL = List.of("csv", "html");

    private final Texts texts;
    private final Map<Export, CheckBox> boxes = new LinkedHashMap<>();
    private final ProblemLabel problem = new ProblemLabel();
    private final VBox node = new VBox();

    FormatChoice(List<Export> exports, List<String> remembered, Texts texts, Runnable changed) {
        this.texts = texts;
        List<String> chosen = remembered.isEmpty() ? USUAL : remembered;
        node.getStyleClass().add("export-formats");
        for (Export export : exports) {
            CheckBox box =
                    new CheckBox(texts.find("export.format." + export.id()).orElse(export.id()));
            box.setId("format-" + export.id());
            box.setSelected(chosen.contains(export.id()));
            box.selectedProperty().subscribe(changed);
            boxes.put(export, box);
            String what = texts.find("export.format." + export.id() + ".help").orElse(export.fileName());
            Label help = new Label(what);
            help.getStyleClass().add("export-help");
            help.setWrapText(true);
            help.setMinHeight(Region.USE_PREF_SIZE);
            box.setAccessibleHelp(what);
            node.getChildren().add(new VBox(box, help));
        }
        node.getChildren().add(problem);
    }

    Node node() {
        return node;
    }

    /** Those that are chosen, in the order in which they are offered. */
    List<Export> chosen() {
        List<Export> chosen = new ArrayList<>();
        boxes.forEach((export, box) -> {
            if (box.isSelected()) {
                chosen.add(export);
            }
        });
        return chosen;
    }

    /** Says what is wrong, where something is; whether nothing is. */
    boolean check() {
        Map<String, Long> names =
                chosen().stream().collect(Collectors.groupingBy(Export::fileName, Collectors.counting()));
        Optional<String> twice = names.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .findFirst();
        Optional<String> what = names.isEmpty()
                ? Optional.of(texts.get("export.formats.none"))
                : twice.map(name -> texts.get("export.formats.twice", name));
        problem.show(what);
        return what.isEmpty();
    }

    void focus() {
        boxes.values().iterator().next().requestFocus();
    }
}
