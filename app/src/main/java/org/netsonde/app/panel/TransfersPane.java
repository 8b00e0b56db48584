package org.netsonde.app.panel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.protocol.Transfer;
import org.netsonde.engine.protocol.Transfers;

/** The files that an endpoint saves or has saved, the latest first. JavaFX thread only. */
final class TransfersPane {

    private final Transfers transfers;
    private final PanelContext context;
    private final VBox list = new VBox();
    private final ScrollPane node = new ScrollPane(list);
    private final Map<Transfer, TransferRow> rows = new LinkedHashMap<>();
    private final Label none = new Label();
    private long version = -1;

    TransfersPane(Endpoint endpoint, PanelContext context) {
        transfers = endpoint.transfers();
        this.context = context;
        none.setText(context.texts().get("panel.files.none"));
        none.getStyleClass().add("note");
        list.getStyleClass().add("transfers");
        node.setFitToWidth(true);
        node.setId("transfers");
        node.setAccessibleText(context.texts().get("panel.files"));
    }

    Node node() {
        return node;
    }

    /** How many there are. */
    int count() {
        return transfers.list().size();
    }

    /** Looks again; called a few times a second while it shows. */
    void refresh() {
        long now = transfers.version();
        if (now != version) {
            version = now;
            list();
        }
        rows.values().forEach(TransferRow::refresh);
    }

    private void list() {
        List<Transfer> all = transfers.list();
        rows.keySet().retainAll(all);
        List<Node> shown = all.reversed().stream()
                .map(transfer -> rows.computeIfAbsent(transfer, t -> new TransferRow(t, context, () -> forget(t))))
                .map(TransferRow::node)
                .toList();
        list.getChildren().setAll(shown.isEmpty() ? List.of(none) : shown);
    }

    private void forget(Transfer transfer) {
        transfers.forget(transfer);
        refresh();
    }
}
