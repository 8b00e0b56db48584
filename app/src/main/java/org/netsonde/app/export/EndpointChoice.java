package org.netsonde.app.export;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.session.EndpointInfo;

/** All endpoints of a run, or some. JavaFX thread only. */
final class EndpointChoice {

    private final Texts texts;
    private final Runnable changed;
    private final RadioButton all = new RadioButton();
    private final RadioButton some = new RadioButton();
    private final Map<String, CheckBox> boxes = new LinkedHashMap<>();
    private final VBox list = new VBox();
    private final ProblemLabel problem = new ProblemLabel();
    private final VBox node = new VBox();

    EndpointChoice(Texts texts, Runnable changed) {
        this.texts = texts;
        this.changed = changed;
        ToggleGroup group = new ToggleGroup();
        all.setId("export-all-endpoints");
        all.setText(texts.get("export.endpoints.all"));
        all.setToggleGroup(group);
        all.setSelected(true);
        some.setId("export-some-endpoints");
        some.setText(texts.get("export.endpoints.some"));
        some.setToggleGroup(group);
        list.getStyleClass().add("export-endpoint-list");
        ScrollPane scroll = new ScrollPane(list);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().addAll("export-endpoints-scroll", "edge-to-edge");
        scroll.visibleProperty().bind(some.selectedProperty());
        scroll.managedProperty().bind(scroll.visibleProperty());
        group.selectedToggleProperty().subscribe(changed);
        node.getStyleClass().add("export-choices");
        node.getChildren().setAll(all, some, scroll, problem);
    }

    Node node() {
        return node;
    }

    /** Offers these. */
    void show(List<EndpointInfo> endpoints) {
        boxes.clear();
        for (EndpointInfo endpoint : endpoints) {
            CheckBox box = new CheckBox(endpoint.name());
            box.setMnemonicParsing(false);
            box.selectedProperty().subscribe(changed);
            boxes.put(endpoint.id(), box);
        }
        list.getChildren().setAll(boxes.values());
    }

    /** The ids of the chosen ones; empty for all. */
    Set<String> chosen() {
        return all.isSelected()
                ? Set.of()
                : boxes.entrySet().stream()
                        .filter(entry -> entry.getValue().isSelected())
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
    }

    /** Says what is wrong, where something is; whether nothing is. */
    boolean check() {
        Optional<String> what = some.isSelected() && chosen().isEmpty()
                ? Optional.of(texts.get("export.endpoints.none"))
                : Optional.empty();
        problem.show(what);
        return what.isEmpty();
    }

    void focus() {
        some.requestFocus();
    }
}
