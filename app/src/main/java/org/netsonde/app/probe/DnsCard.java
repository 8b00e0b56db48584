package org.netsonde.app.probe;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.bench.part.Verdict;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Failure;
import org.netsonde.engine.probe.dns.DnsAnswer;
import org.netsonde.engine.probe.dns.DnsQuery;
import org.netsonde.engine.probe.dns.DnsResult;

/** What names lead to. JavaFX thread only. */
final class DnsCard {

    private static final int MOST_ROWS = 8;
    private static final double ROW = 28;
    private static final double HEAD = 38;

    private final Texts texts;
    private final ProbeCard card;
    private @Nullable DnsResult shown;

    DnsCard(Texts texts) {
        this.texts = texts;
        card = new ProbeCard("probe-dns-card", texts.get("probing.card.dns"));
    }

    Node node() {
        return card.node();
    }

    /** Shows what was found; null for nothing yet. */
    void show(@Nullable DnsResult dns) {
        card.visible(dns != null);
        if (dns == null || dns.equals(shown)) {
            shown = dns;
            return;
        }
        shown = dns;
        card.aside(dns.name());
        List<Node> content = new ArrayList<>();
        if (dns.note() != null) {
            content.add(ProbeCard.sentence(texts.get(dns.note()), "probe-note"));
        }
        content.add(TextGrid.of(
                "probe-dns-queries",
                List.of(
                        texts.get("probing.dns.asked"),
                        texts.get("probing.dns.answer"),
                        texts.get("probing.dns.server"),
                        texts.get("probing.time")),
                rows(dns),
                3));
        dns.queries().stream()
                .map(DnsQuery::failure)
                .distinct()
                .forEach(failure -> say(content, failure, "probe-dns-failure"));
        say(content, dns.system().failure(), "probe-system-failure");
        List<DnsAnswer> answers = dns.queries().stream()
                .flatMap(query -> query.answers().stream())
                .toList();
        if (!answers.isEmpty()) {
            content.add(table(answers));
        }
        card.content(content);
    }

    private void say(List<Node> content, @Nullable Failure failure, String id) {
        if (failure != null) {
            Verdict verdict = new Verdict(id);
            verdict.bad(texts.get(failure));
            content.add(verdict.node());
        }
    }

    private List<List<String>> rows(DnsResult dns) {
        List<List<String>> rows = new ArrayList<>();
        for (DnsQuery query : dns.queries()) {
            String answer = query.addresses().isEmpty() ? status(query) : addresses(query.addresses());
            String way = query.truncated()
                    ? texts.get("probing.dns.truncated", query.server())
                    : query.tcp() ? texts.get("probing.dns.tcp", query.server()) : query.server();
            rows.add(List.of(query.type().name(), answer, way, Millis.text(query.took())));
        }
        List<InetAddress> system = dns.system().addresses();
        rows.add(List.of(
                texts.get("probing.dns.system"),
                system.isEmpty() ? texts.get("probing.dns.nothing") : addresses(system),
                texts.get("probing.dns.resolver"),
                Millis.text(dns.system().took())));
        return rows;
    }

    private String status(DnsQuery query) {
        String words = texts.get("probing.dns.status." + query.status().name().toLowerCase(Locale.ROOT));
        return query.rcode().isEmpty() ? words : words + " (" + query.rcode() + ")";
    }

    private static String addresses(List<InetAddress> addresses) {
        return addresses.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
    }

    private Node table(List<DnsAnswer> answers) {
        TableView<DnsAnswer> table = new TableView<>();
        table.setId("probe-dns-answers");
        table.setAccessibleText(texts.get("probing.dns.answers"));
        table.getStyleClass().addAll("dense", "probe-answers");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setFixedCellSize(ROW);
        table.getColumns()
                .setAll(List.of(
                        column("probing.dns.name", 220, DnsAnswer::name),
                        column("probing.dns.type", 70, DnsAnswer::type),
                        column(
                                "probing.dns.ttl",
                                90,
                                answer -> texts.get("probing.seconds", Long.toString(answer.ttl()))),
                        column("probing.dns.value", 300, DnsAnswer::value)));
        table.getItems().setAll(answers);
        double height = ROW * Math.min(MOST_ROWS, answers.size()) + HEAD;
        table.setMinHeight(height);
        table.setPrefHeight(height);
        table.setMaxHeight(height);
        return table;
    }

    private interface Cell {
        String text(DnsAnswer answer);
    }

    private TableColumn<DnsAnswer, String> column(String key, double width, Cell cell) {
        TableColumn<DnsAnswer, String> column = new TableColumn<>(texts.get(key));
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(cell.text(row.getValue())));
        column.setPrefWidth(width);
        column.setReorderable(false);
        return column;
    }
}
