package org.netsonde.app.threshold;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.protocol.Bound;
import org.netsonde.engine.protocol.Problem;
import org.netsonde.engine.threshold.Measure;
import org.netsonde.engine.threshold.Threshold;
import org.netsonde.engine.threshold.ThresholdJson;
import org.netsonde.engine.threshold.ThresholdVerdict;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The thresholds of an endpoint as a list to change. Nothing is taken over before {@link #json} is asked for; problems are
 * marked as they are typed. JavaFX thread only.
 */
public final class ThresholdsPane {

    private static final double WIDTH = 680;
    private static final double HEIGHT = 300;
    private static final double BORDER = 4;

    private final Endpoint endpoint;
    private final Texts texts;
    private final List<Measure> measures;
    private final List<ThresholdRow> rows = new ArrayList<>();
    private final VBox list = new VBox(10);
    private final Label empty = new Label();
    private final Label rest = new Label();
    private final Button add = new Button();
    private final ReadOnlyBooleanWrapper good = new ReadOnlyBooleanWrapper(true);
    private final VBox node;

    /** A pane with the thresholds that an endpoint has now. */
    public ThresholdsPane(Endpoint endpoint, Texts texts) {
        this.endpoint = endpoint;
        this.texts = texts;
        measures = Measure.all(endpoint.metrics().own());
        Label help = wrapped(texts.get("threshold.help"));
        help.getStyleClass().add("text-muted");
        empty.setText(texts.get("threshold.none"));
        empty.managedProperty().bind(empty.visibleProperty());
        rest.getStyleClass().add("danger");
        rest.setWrapText(true);
        rest.managedProperty().bind(rest.visibleProperty());
        add.setText(texts.get("threshold.add"));
        add.setGraphic(new FontIcon(Feather.PLUS));
        add.setId("threshold-add");
        add.setOnAction(e -> addNew());
        list.setId("thresholds");
        list.getChildren().add(empty);
        ScrollPane scroll = new ScrollPane(list);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        // As high as the list, until it would be higher than the window has room for.
        scroll.prefHeightProperty().bind(list.heightProperty().map(h -> Math.min(HEIGHT, h.doubleValue() + BORDER)));
        scroll.setMinHeight(Region.USE_PREF_SIZE);
        scroll.getStyleClass().add("edge-to-edge");
        node = new VBox(12, help, scroll, rest, add);
        node.setPrefWidth(WIDTH);
        node.getStyleClass().add("thresholds");
        JsonNode json = endpoint.thresholds().json();
        if (json instanceof ArrayNode array) {
            array.valueStream().filter(ObjectNode.class::isInstance).forEach(each -> addRow((ObjectNode) each));
        }
        check();
    }

    private static Label wrapped(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private void addNew() {
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("metric", "p99_ms").put("above", "");
        addRow(json).focus();
        check();
    }

    private ThresholdRow addRow(ObjectNode json) {
        ThresholdRow[] made = new ThresholdRow[1];
        ThresholdRow row = new ThresholdRow(json, measures, texts, this::check, () -> remove(made[0]));
        made[0] = row;
        rows.add(row);
        list.getChildren().add(row.node());
        return row;
    }

    private void remove(ThresholdRow row) {
        rows.remove(row);
        list.getChildren().remove(row.node());
        check();
        add.requestFocus();
    }

    /** Looks again what is wrong. */
    private void check() {
        Bound<List<Threshold>> read =
                ThresholdJson.read(json(), endpoint.metrics().own());
        List<ThresholdVerdict> verdicts = endpoint.thresholds().verdicts();
        List<Problem> others = new ArrayList<>(read.problems());
        for (int i = 0; i < rows.size(); i++) {
            String path = "thresholds[" + i + "]";
            List<Problem> mine = read.problems().stream()
                    .filter(problem -> problem.field().startsWith(path))
                    .toList();
            others.removeAll(mine);
            rows.get(i).problem(words(mine));
            rows.get(i).verdict(mine.isEmpty() ? verdict(rows.get(i), verdicts) : "");
        }
        rest.setText(words(others));
        rest.setVisible(!others.isEmpty());
        empty.setVisible(rows.isEmpty());
        add.setDisable(rows.size() >= ThresholdJson.MOST);
        good.set(read.problems().isEmpty());
    }

    private String words(List<Problem> problems) {
        return problems.stream()
                .map(problem -> word(problem.field()) + texts.get(problem.text()))
                .collect(Collectors.joining("\n"));
    }

    /** Which field it is, for the two that can be mistaken. */
    private String word(String field) {
        String end = field.substring(field.lastIndexOf('.') + 1);
        return switch (end) {
            case "above", "below" -> texts.get("threshold.limit") + " ";
            case "for" -> texts.get("threshold.for") + " ";
            case "metric" -> texts.get("threshold.metric") + " ";
            default -> "";
        };
    }

    private String verdict(ThresholdRow row, List<ThresholdVerdict> verdicts) {
        ArrayNode one = JsonNodeFactory.instance.arrayNode().add(row.json());
        List<Threshold> threshold = ThresholdJson.readRecorded(one);
        Optional<ThresholdVerdict> verdict = verdicts.stream()
                .filter(each -> threshold.contains(each.threshold()))
                .findFirst();
        return verdict.map(each -> text(each, texts)).orElse("");
    }

    /** How far a threshold was kept to, as a sentence. */
    static String text(ThresholdVerdict verdict, Texts texts) {
        String worst = verdict.worst() == null ? "–" : verdict.measure().text(verdict.worst());
        return switch (verdict.outcome()) {
            case KEPT -> texts.get("threshold.verdict.kept", worst);
            case BROKEN ->
                texts.get(
                        verdict.brokenNow() ? "threshold.verdict.brokenNow" : "threshold.verdict.broken",
                        verdict.times(),
                        worst);
            case NOT_JUDGED -> texts.get("threshold.verdict.notJudged");
        };
    }

    /** The pane. */
    public Node node() {
        return node;
    }

    /** Whether there are no problems, so that what stands there can be taken over. */
    public ReadOnlyBooleanProperty goodProperty() {
        return good.getReadOnlyProperty();
    }

    /** What stands there; null for no thresholds. */
    public @Nullable JsonNode json() {
        if (rows.isEmpty()) {
            return null;
        }
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        rows.forEach(row -> array.add(row.json()));
        return array;
    }
}
