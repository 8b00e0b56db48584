package org.netsonde.app.threshold;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.threshold.Measure;
import org.netsonde.engine.threshold.Threshold;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One threshold in the list: figure, side, limit, time, and what is wrong with it. JavaFX thread only. */
final class ThresholdRow {

    private static final double LEAST_METRIC = 190;

    private final Texts texts;
    private final List<Measure> measures;
    /** What stands in the workspace, with fields that are not known here. */
    private final ObjectNode original;

    private final ComboBox<String> metric = new ComboBox<>();
    private final ComboBox<Threshold.Side> side = new ComboBox<>();
    private final TextField limit = new TextField();
    private final Label unit = new Label();
    private final TextField holding = new TextField();
    private final Label problem = new Label();
    private final Label verdict = new Label();
    private final VBox node;

    /**
     * A row.
     *
     * @param changed is called when something was typed or chosen
     * @param remove takes the row away
     */
    ThresholdRow(ObjectNode original, List<Measure> measures, Texts texts, Runnable changed, Runnable remove) {
        this.original = original;
        this.measures = measures;
        this.texts = texts;
        metric.getItems().setAll(measures.stream().map(Measure::name).toList());
        metric.setConverter(shown(this::label));
        metric.getStyleClass().add("threshold-metric");
        metric.setAccessibleText(texts.get("threshold.metric"));
        metric.setMinWidth(LEAST_METRIC);
        metric.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(metric, Priority.ALWAYS);
        side.getItems().setAll(Threshold.Side.values());
        side.setConverter(shown(each -> texts.get("threshold.side." + each.word())));
        side.setAccessibleText(texts.get("threshold.side"));
        side.setMinWidth(Region.USE_PREF_SIZE);
        field(limit, "threshold.limit", 7);
        field(holding, "threshold.for", 5);
        holding.setPromptText(texts.get("threshold.for.atOnce"));
        unit.getStyleClass().add("text-muted");
        unit.setMinWidth(28);
        Label during = new Label(texts.get("threshold.for.label"));
        during.setLabelFor(holding);
        during.setMinWidth(Region.USE_PREF_SIZE);
        Button away = new Button(null, new FontIcon(Feather.X));
        away.getStyleClass().addAll("flat", "button-icon", "threshold-remove");
        away.setTooltip(new Tooltip(texts.get("threshold.remove")));
        away.setAccessibleText(texts.get("threshold.remove"));
        away.setOnAction(e -> remove.run());
        HBox line = new HBox(8, metric, side, limit, unit, during, holding, away);
        line.setAlignment(Pos.CENTER_LEFT);
        problem.getStyleClass().addAll("threshold-problem", "danger");
        verdict.getStyleClass().addAll("threshold-verdict", "text-muted");
        for (Label label : List.of(problem, verdict)) {
            label.setWrapText(true);
            label.setMinHeight(Region.USE_PREF_SIZE);
            label.managedProperty().bind(label.visibleProperty());
            label.setVisible(false);
        }
        node = new VBox(2, line, problem, verdict);
        node.getStyleClass().add("threshold-row");
        fill();
        metric.valueProperty().subscribe((before, now) -> {
            showUnit();
            changed.run();
        });
        side.valueProperty().subscribe((before, now) -> changed.run());
        limit.textProperty().subscribe((before, now) -> changed.run());
        holding.textProperty().subscribe((before, now) -> changed.run());
    }

    private void field(TextField field, String key, int columns) {
        field.setAccessibleText(texts.get(key));
        field.setPrefColumnCount(columns);
        field.setMinWidth(Region.USE_PREF_SIZE);
    }

    private void fill() {
        metric.setValue(text(original.get("metric")));
        boolean below = original.has("below") && !original.has("above");
        side.setValue(below ? Threshold.Side.BELOW : Threshold.Side.ABOVE);
        limit.setText(text(original.get(below ? "below" : "above")));
        holding.setText(text(original.get("for")));
        showUnit();
    }

    private static String text(@Nullable JsonNode node) {
        return node == null || node.isNull() ? "" : node.isValueNode() ? node.asString() : node.toString();
    }

    private void showUnit() {
        unit.setText(measures.stream()
                .filter(measure -> measure.name().equals(metric.getValue()))
                .map(Measure::unit)
                .findFirst()
                .orElse(""));
    }

    private String label(String name) {
        return measures.stream()
                .filter(measure -> measure.name().equals(name))
                .map(measure -> texts.get(measure.label()))
                .findFirst()
                .orElse(name);
    }

    private static <T> StringConverter<T> shown(Function<T, String> words) {
        return new StringConverter<>() {
            @Override
            public String toString(@Nullable T value) {
                return value == null ? "" : words.apply(value);
            }

            @Override
            public @Nullable T fromString(String text) {
                return null;
            }
        };
    }

    Node node() {
        return node;
    }

    /** What stands there now, right or not. */
    ObjectNode json() {
        ObjectNode json = original.deepCopy();
        json.remove(List.of("metric", "above", "below", "for"));
        String name = metric.getValue();
        json.put("metric", name == null ? "" : name);
        String number = limit.getText().strip();
        String word = side.getValue().word();
        try {
            json.put(word, new BigDecimal(number.length() > 40 ? "" : number));
        } catch (NumberFormatException e) {
            json.put(word, number);
        }
        String time = holding.getText().strip();
        if (!time.isEmpty()) {
            json.put("for", time);
        }
        return json;
    }

    /** Says what is wrong with it; empty for nothing. */
    void problem(String text) {
        problem.setText(text);
        problem.setVisible(!text.isEmpty());
    }

    /** Says how far it has been kept to; empty for nothing. */
    void verdict(String text) {
        verdict.setText(text);
        verdict.setVisible(!text.isEmpty());
    }

    void focus() {
        limit.requestFocus();
    }
}
