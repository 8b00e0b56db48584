package org.netsonde.app.threshold;

import java.util.List;
import java.util.stream.Collectors;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.threshold.ThresholdVerdict;

/**
 * A small sign that thresholds of an endpoint were broken, with how many of them; bright while one is. Takes no room where
 * none was. JavaFX thread only.
 */
public final class BrokenBadge extends Label {

    private static final PseudoClass NOW = PseudoClass.getPseudoClass("now");

    private final Endpoint endpoint;
    private final Texts texts;
    private final Tooltip tip = new Tooltip();
    private List<ThresholdVerdict> shown = List.of();

    /** A badge that follows with {@link #tick}. */
    public BrokenBadge(Endpoint endpoint, Texts texts) {
        super("", new FontIcon(Feather.ALERT_TRIANGLE));
        this.endpoint = endpoint;
        this.texts = texts;
        getStyleClass().add("broken-badge");
        setMinWidth(Region.USE_PREF_SIZE);
        setTooltip(tip);
        managedProperty().bind(visibleProperty());
        setVisible(false);
    }

    /** Looks again. */
    public void tick() {
        List<ThresholdVerdict> broken = endpoint.thresholds().verdicts().stream()
                .filter(ThresholdVerdict::broken)
                .toList();
        if (broken.equals(shown)) {
            return;
        }
        shown = broken;
        setVisible(!broken.isEmpty());
        setText(Integer.toString(broken.size()));
        pseudoClassStateChanged(NOW, broken.stream().anyMatch(ThresholdVerdict::brokenNow));
        String text = broken.stream()
                .map(verdict -> texts.get(verdict.measure().label()) + " "
                        + texts.get(
                                "threshold.side." + verdict.threshold().side().word()) + " "
                        + verdict.measure().text(verdict.threshold().limit()) + ": "
                        + ThresholdsPane.text(verdict, texts))
                .collect(Collectors.joining("\n"));
        tip.setText(text);
        setAccessibleText(texts.get("threshold.badge", broken.size()) + " " + text);
    }
}
