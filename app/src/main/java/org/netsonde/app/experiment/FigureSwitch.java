package org.netsonde.app.experiment;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;

/** Which figure of a result the chart shows: buttons side by side, of which one is pressed. JavaFX thread only. */
final class FigureSwitch {

    private final ToggleGroup group = new ToggleGroup();
    private final HBox node = new HBox();
    private final IntConsumer chosen;
    private List<String> names = List.of();

    /**
     * A switch without figures.
     *
     * @param chosen gets the index of the figure that is chosen
     */
    FigureSwitch(IntConsumer chosen) {
        this.chosen = chosen;
        node.setId("experiment-figure");
        group.selectedToggleProperty().subscribe((before, now) -> {
            if (now == null && before != null && group.getToggles().contains(before)) {
                // One is always pressed.
                before.setSelected(true);
            }
        });
    }

    Node node() {
        return node;
    }

    /** Offers these figures. */
    void offer(List<String> figures, int index) {
        if (!figures.equals(names)) {
            names = List.copyOf(figures);
            group.getToggles().clear();
            List<ToggleButton> buttons = new ArrayList<>();
            for (int i = 0; i < figures.size(); i++) {
                buttons.add(button(figures.get(i), i));
            }
            node.getChildren().setAll(buttons);
            group.getToggles().setAll(buttons);
        }
        if (index < group.getToggles().size()) {
            group.selectToggle(group.getToggles().get(index));
        }
    }

    private ToggleButton button(String name, int index) {
        ToggleButton button = new ToggleButton(name);
        button.setId("experiment-figure-" + index);
        button.getStyleClass()
                .addAll(
                        Styles.SMALL,
                        index == 0
                                ? Styles.LEFT_PILL
                                : index == names.size() - 1 ? Styles.RIGHT_PILL : Styles.CENTER_PILL);
        button.setMnemonicParsing(false);
        button.setOnAction(e -> chosen.accept(index));
        return button;
    }
}
