package org.netsonde.app.traffic;

import java.util.Optional;
import java.util.function.Function;
import javafx.scene.control.TextArea;

/** A way to look at a message that is text. */
final class TextView implements DetailView {

    private final String name;
    private final Function<ReadMessage, Optional<String>> text;
    private final TextArea area = new TextArea();

    /**
     * A view.
     *
     * @param text what is shown of a message, already without anything that could act on the reader's screen; empty where there
     *     is nothing
     */
    TextView(String name, Function<ReadMessage, Optional<String>> text) {
        this.name = name;
        this.text = text;
        area.setId("detail-" + name);
        area.setEditable(false);
        area.setWrapText(true);
        area.getStyleClass().add("payload");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public TextArea node() {
        return area;
    }

    @Override
    public boolean show(ReadMessage message) {
        Optional<String> shown = text.apply(message);
        area.setText(shown.orElse(""));
        return shown.isPresent();
    }
}
