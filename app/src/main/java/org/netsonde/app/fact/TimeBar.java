package org.netsonde.app.fact;

import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.netsonde.app.chart.Unit;

/** A time as a bar of its parts, each as long as its share. JavaFX thread only. */
final class TimeBar {

    private static final double NANOS_PER_MILLI = 1e6;
    /** What took next to nothing is seen all the same. */
    private static final double LEAST_WIDTH = 2;

    private final HBox node = new HBox();

    TimeBar() {
        node.getStyleClass().add("time-bar");
        node.setMinWidth(0);
        node.managedProperty().bind(node.visibleProperty());
    }

    Node node() {
        return node;
    }

    /** Shows other parts; nothing where they took no time. */
    void show(List<FactSection.Stretch> stretches) {
        long total = stretches.stream().mapToLong(FactSection.Stretch::nanos).sum();
        node.getChildren().clear();
        for (int i = 0; i < stretches.size(); i++) {
            FactSection.Stretch stretch = stretches.get(i);
            if (stretch.nanos() > 0) {
                node.getChildren().add(part(stretch, i, (double) stretch.nanos() / total));
            }
        }
        node.setVisible(total > 0);
        node.setAccessibleText(stretches.stream().map(TimeBar::words).collect(Collectors.joining(", ")));
    }

    private Region part(FactSection.Stretch stretch, int place, double share) {
        Region part = new Region();
        part.getStyleClass().addAll("time-part", "time-part-" + place);
        part.setMinWidth(LEAST_WIDTH);
        part.prefWidthProperty().bind(node.widthProperty().multiply(share));
        Tooltip.install(part, new Tooltip(words(stretch)));
        return part;
    }

    private static String words(FactSection.Stretch stretch) {
        return stretch.name() + ": " + Unit.MILLISECONDS.format(stretch.nanos() / NANOS_PER_MILLI);
    }
}
