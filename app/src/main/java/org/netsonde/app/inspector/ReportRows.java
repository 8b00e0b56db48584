package org.netsonde.app.inspector;

import java.util.List;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.engine.probe.tls.InspectionReport;
import org.netsonde.engine.probe.tls.Severity;

/** Lays out the rows of a report, with a mark before each that is good or bad. Stateless; JavaFX thread only. */
final class ReportRows {

    private ReportRows() {}

    /** A card with a title. */
    static VBox card(String title, Node... content) {
        Label heading = new Label(title);
        heading.getStyleClass().add("bench-card-title");
        heading.setWrapText(true);
        VBox card = new VBox(heading);
        card.getChildren().addAll(content);
        card.getStyleClass().add("bench-card");
        return card;
    }

    /** Names and values side by side. */
    static Node facts(InspectionReport report, List<InspectionReport.Row> rows) {
        GridPane grid = new GridPane();
        ColumnConstraints marks = new ColumnConstraints(18);
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(Region.USE_PREF_SIZE);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        values.setFillWidth(true);
        grid.getColumnConstraints().setAll(marks, names, values);
        grid.getStyleClass().add("inspector-facts");
        for (int i = 0; i < rows.size(); i++) {
            InspectionReport.Row row = rows.get(i);
            Label name = new Label(row.name());
            name.getStyleClass().add("bench-row-label");
            Label value = wrapped(row.value());
            if (row.value().length() > 60 && !row.value().contains(" ")) {
                value.getStyleClass().add("bench-bytes");
            }
            // A column of dashes would say nothing.
            Node mark = row.severity() == Severity.NOTE ? new Region() : mark(report, row.severity());
            grid.addRow(i, mark, name, value);
            for (Node part : List.of(mark, name, value)) {
                GridPane.setValignment(part, VPos.TOP);
            }
        }
        return grid;
    }

    /** What was found, each with its explanation below. */
    static Node findings(InspectionReport report, List<InspectionReport.Row> rows) {
        VBox list = new VBox();
        list.getStyleClass().add("inspector-findings");
        for (InspectionReport.Row row : rows) {
            Label what = wrapped(row.value());
            what.setGraphic(mark(report, row.severity()));
            what.getStyleClass().add("inspector-what");
            what.setAccessibleText(row.name() + ": " + row.value());
            Label why = wrapped(row.help());
            why.getStyleClass().add("inspector-why");
            list.getChildren().add(new VBox(what, why));
        }
        return list;
    }

    /** Cipher suites in the order of the server, with how good each is. */
    static Node suites(InspectionReport report, List<InspectionReport.Row> rows) {
        VBox list = new VBox();
        list.getStyleClass().add("inspector-suites");
        for (InspectionReport.Row row : rows) {
            Label name = wrapped(row.name());
            name.setGraphic(mark(report, row.severity()));
            name.getStyleClass().add("inspector-suite");
            name.setAccessibleText(row.name() + ": " + report.mark(row.severity()));
            String more = row.help().isEmpty() || row.help().equals(row.name()) ? "" : row.help() + " · ";
            Label parts = wrapped(more + row.value());
            parts.getStyleClass().add("inspector-why");
            list.getChildren().add(new VBox(name, parts));
        }
        return list;
    }

    private static Label wrapped(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /** A picture for how good something is, read aloud by its word. */
    static Node mark(InspectionReport report, Severity severity) {
        FontIcon icon = new FontIcon(
                switch (severity) {
                    case GOOD -> Feather.CHECK_CIRCLE;
                    case NOTE -> Feather.MINUS;
                    case WEAK -> Feather.ALERT_TRIANGLE;
                    case BAD -> Feather.X_CIRCLE;
                });
        icon.getStyleClass().add("inspector-mark");
        icon.setAccessibleText(report.mark(severity));
        tone(icon, severity);
        return icon;
    }

    /** Colours something by how good it is. */
    static void tone(Node node, Severity severity) {
        for (Severity each : Severity.values()) {
            node.pseudoClassStateChanged(
                    PseudoClass.getPseudoClass(each.name().toLowerCase(Locale.ROOT)), each == severity);
        }
    }
}
