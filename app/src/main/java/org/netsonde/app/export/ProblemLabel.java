package org.netsonde.app.export;

import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** What is wrong with the choice above it; takes no room while all is well. */
final class ProblemLabel extends Label {

    ProblemLabel() {
        getStyleClass().add("problem");
        setWrapText(true);
        setMinHeight(Region.USE_PREF_SIZE);
        show(Optional.empty());
    }

    /** Shows a problem, or that there is none. */
    void show(Optional<String> problem) {
        setText(problem.orElse(""));
        setVisible(problem.isPresent());
        setManaged(problem.isPresent());
    }
}
