package org.netsonde.app.traffic;

import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.control.Labeled;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.protocol.MessageCodec.Verdict;

/** Shows a verdict on a cell or a label: a tick or a cross, in colour, and in words. JavaFX thread only. */
final class Mark {

    private static final PseudoClass GOOD = PseudoClass.getPseudoClass("good");
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

    private final Texts texts;

    Mark(Texts texts) {
        this.texts = texts;
    }

    /** Shows it as an icon, the words being its tooltip; nothing where there is no verdict. */
    void icon(Labeled on, Optional<Verdict> verdict) {
        show(on, verdict);
        on.setAccessibleText(verdict.map(this::words).orElse(null));
        on.setTooltip(verdict.map(v -> new Tooltip(words(v))).orElse(null));
    }

    /** Shows it as an icon with its words. */
    void words(Labeled on, Optional<Verdict> verdict) {
        show(on, verdict);
        on.setText(verdict.map(this::words).orElse(""));
        on.setVisible(verdict.isPresent());
        on.setManaged(verdict.isPresent());
    }

    private void show(Labeled on, Optional<Verdict> verdict) {
        on.setGraphic(verdict.map(v -> new FontIcon(v.good() ? Feather.CHECK : Feather.X))
                .orElse(null));
        on.pseudoClassStateChanged(GOOD, verdict.filter(Verdict::good).isPresent());
        on.pseudoClassStateChanged(BAD, verdict.filter(v -> !v.good()).isPresent());
    }

    private String words(Verdict verdict) {
        return texts.get(verdict.good() ? "traffic.mark.good" : "traffic.mark.bad", texts.get(verdict.what()));
    }
}
