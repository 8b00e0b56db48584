package org.netsonde.app.inspector;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.probe.tls.Grade;
import org.netsonde.engine.probe.tls.InspectionReport;
import org.netsonde.engine.probe.tls.InspectionReport.Row;
import org.netsonde.engine.probe.tls.InspectionReport.Section;
import org.netsonde.engine.probe.tls.TlsInspection;

/** What an inspection found out: the grade and its reasons above, the rest in tabs. JavaFX thread only. */
final class InspectionView {

    private final Texts texts;
    private final InspectionReport report;
    private final VBox node;

    /**
     * A view.
     *
     * @param files exports it
     */
    InspectionView(Texts texts, TlsInspection inspection, InspectionReport report, InspectionFiles files) {
        this.texts = texts;
        this.report = report;
        TabPane tabs = new TabPane(
                tab("overview", overview()),
                tab("suites", suites()),
                tab("certificates", certificates(inspection, files)),
                tab("protocol", protocol()));
        tabs.setId("inspection-tabs");
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        VBox.setVgrow(tabs, Priority.ALWAYS);
        node = new VBox(head(inspection, files), tabs);
        node.setId("inspection");
        node.getStyleClass().add("inspection");
    }

    Node node() {
        return node;
    }

    private Node head(TlsInspection inspection, InspectionFiles files) {
        Grade.Letter letter = inspection.grade().letter();
        Label badge = new Label(letter.label());
        badge.setId("inspection-grade");
        badge.getStyleClass().add("inspector-grade");
        badge.setMinWidth(Region.USE_PREF_SIZE);
        badge.setAccessibleText(texts.get("inspector.grade", letter.label()));
        ReportRows.tone(badge, letter.severity());
        Label title = new Label(inspection.target().toString());
        title.getStyleClass().add("bench-title");
        title.setWrapText(true);
        VBox words = new VBox(title);
        report.reasons().forEach(reason -> {
            Label label = new Label(reason);
            label.setWrapText(true);
            label.setMinHeight(Region.USE_PREF_SIZE);
            label.getStyleClass().add("inspector-why");
            words.getChildren().add(label);
        });
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox head = new HBox(badge, words, files.menu(inspection, report));
        head.getStyleClass().add("inspector-head");
        return head;
    }

    private Tab tab(String name, List<Node> cards) {
        VBox all = new VBox();
        all.getChildren().setAll(cards);
        all.getStyleClass().add("bench-cards");
        ScrollPane scroll = new ScrollPane(all);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().addAll("edge-to-edge", "bench-tool");
        Tab tab = new Tab(texts.get("inspector.tab." + name), scroll);
        tab.setId("inspection-" + name);
        return tab;
    }

    private List<Node> overview() {
        List<Node> cards = new ArrayList<>();
        Section missing = report.missing();
        if (!missing.rows().isEmpty()) {
            cards.add(ReportRows.card(
                    missing.title(),
                    ReportRows.findings(
                            report,
                            missing.rows().stream()
                                    .map(row -> new Row(report.mark(row.severity()), row.value(), row.severity(), ""))
                                    .toList())));
        }
        Section found = report.findings();
        cards.add(ReportRows.card(found.title(), ReportRows.findings(report, found.rows())));
        Section summary = report.summary();
        // The grade and its reasons stand above already.
        cards.add(ReportRows.card(summary.title(), plain(summary.rows().subList(0, 4))));
        return cards;
    }

    private Node plain(List<Row> rows) {
        return ReportRows.facts(report, rows);
    }

    private List<Node> suites() {
        List<Node> cards = new ArrayList<>();
        Section versions = report.versions();
        FlowPane chips = new FlowPane();
        chips.getStyleClass().add("inspector-chips");
        for (Row row : versions.rows()) {
            Label chip = new Label(row.name() + " · " + row.value(), ReportRows.mark(report, row.severity()));
            chip.getStyleClass().add("inspector-chip");
            ReportRows.tone(chip, row.severity());
            chips.getChildren().add(chip);
        }
        cards.add(ReportRows.card(versions.title(), chips));
        for (Section section : report.suites()) {
            List<Row> rows = section.rows();
            boolean ordered = !rows.getFirst().name().contains("_");
            VBox card = ReportRows.card(section.title());
            if (ordered) {
                Label order = new Label(
                        rows.getFirst().name() + ": " + rows.getFirst().value());
                order.getStyleClass().add("inspector-why");
                card.getChildren().add(order);
            }
            card.getChildren().add(ReportRows.suites(report, ordered ? rows.subList(1, rows.size()) : rows));
            cards.add(card);
        }
        return cards;
    }

    private List<Node> certificates(TlsInspection inspection, InspectionFiles files) {
        List<Node> cards = new ArrayList<>();
        List<Section> sections = report.certificates();
        for (int i = 0; i < sections.size(); i++) {
            VBox card = ReportRows.card(
                    sections.get(i).title(), plain(sections.get(i).rows()));
            if (i < inspection.chain().size()) {
                int place = i;
                Button save = new Button(texts.get("inspector.savePem"), new FontIcon(Feather.DOWNLOAD));
                save.setId("inspection-pem-" + i);
                save.setOnAction(e -> files.savePem(inspection, place));
                card.getChildren().add(save);
            }
            cards.add(card);
        }
        if (cards.isEmpty()) {
            Label none = new Label(texts.get("inspector.noCertificates"));
            none.setWrapText(true);
            cards.add(none);
        }
        return cards;
    }

    private List<Node> protocol() {
        List<Node> cards = new ArrayList<>();
        for (Section section : List.of(report.protocol(), report.groups(), report.times())) {
            if (!section.rows().isEmpty()) {
                cards.add(ReportRows.card(section.title(), plain(section.rows())));
            }
        }
        return cards;
    }
}
