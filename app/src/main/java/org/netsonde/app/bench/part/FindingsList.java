package org.netsonde.app.bench.part;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

/** Sentences about something that was checked, one below the other, each marked as good, bad or to be known. JavaFX thread only. */
public final class FindingsList {

    /**
     * One of them.
     *
     * @param tone how it is marked
     * @param text the sentence
     */
    public record Finding(Tone tone, String text) {}

    /** How a sentence is marked. */
    public enum Tone {
        GOOD,
        BAD,
        NOTE
    }

    private final VBox node = new VBox();

    /** One that shows nothing. */
    public FindingsList(String id) {
        node.setId(id);
        node.getStyleClass().add("bench-lines");
        node.managedProperty().bind(node.visibleProperty());
        show(List.of());
    }

    /** What to put into a page. */
    public Node node() {
        return node;
    }

    /** Shows these. */
    public void show(List<Finding> findings) {
        node.setVisible(!findings.isEmpty());
        node.getChildren()
                .setAll(findings.stream()
                        .map(finding -> {
                            Verdict line = new Verdict("");
                            switch (finding.tone()) {
                                case GOOD -> line.good(finding.text());
                                case BAD -> line.bad(finding.text());
                                case NOTE -> line.note(finding.text());
                            }
                            return line.node();
                        })
                        .toList());
    }
}
