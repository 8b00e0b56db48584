package org.netsonde.app.traffic;

import javafx.collections.FXCollections;
import javafx.scene.control.ListView;
import org.jspecify.annotations.Nullable;

/** The bytes of a message's content, as many on a line as fit. */
final class HexView implements DetailView {

    /** The width from which a line has sixteen bytes. */
    private static final double WIDE = 560;

    private static final double LINE_HEIGHT = 20;

    private final ListView<String> list = new ListView<>();
    private byte @Nullable [] shown;

    HexView() {
        list.setId("detail-hex");
        list.getStyleClass().addAll("hex-view", "dense");
        list.setFixedCellSize(LINE_HEIGHT);
        list.widthProperty().subscribe((before, now) -> {
            if ((before.doubleValue() >= WIDE) != (now.doubleValue() >= WIDE)) {
                lines();
            }
        });
    }

    @Override
    public String name() {
        return "hex";
    }

    @Override
    public ListView<String> node() {
        return list;
    }

    @Override
    public boolean show(ReadMessage message) {
        shown = message.body();
        lines();
        return true;
    }

    private void lines() {
        byte[] bytes = shown;
        if (bytes != null) {
            list.setItems(FXCollections.observableList(new HexLines(bytes, list.getWidth() >= WIDE ? 16 : 8)));
        }
    }
}
