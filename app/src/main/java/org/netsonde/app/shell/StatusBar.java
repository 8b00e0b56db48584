package org.netsonde.app.shell;

import atlantafx.base.theme.Styles;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Subscription;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.chart.Unit;
import org.netsonde.app.fx.FrameClock;
import org.netsonde.app.text.Texts;
import org.netsonde.app.workbench.Workbench;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.metrics.Sample;

/** The sums over all endpoints, along the bottom. JavaFX thread only. */
final class StatusBar extends HBox {

    private static final int TICKS_PER_SECOND = 4;
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");
    private static final PseudoClass WIDE = PseudoClass.getPseudoClass("wide");

    private final Workbench workbench;
    private final Texts texts;
    private final Label running = label("status-running");
    private final Label connections = label("status-connections");
    private final Label in = label("status-in");
    private final Label out = label("status-out");
    private final Label errors = label("status-errors");
    private final Label evicted = label("status-evicted");
    private final Rate inRate = new Rate();
    private final Rate outRate = new Rate();
    private final Button prometheus = new Button(null, new FontIcon(Feather.ACTIVITY));
    private final Subscription ticks;
    private final Subscription scraped;

    /**
     * A bar.
     *
     * @param scraping whether figures are served for Prometheus
     * @param showScraping tells more of that
     */
    StatusBar(
            Workbench workbench,
            Texts texts,
            FrameClock clock,
            ReadOnlyObjectProperty<PrometheusService.State> scraping,
            Runnable showScraping) {
        this.workbench = workbench;
        this.texts = texts;
        Label transport = label("status-transport");
        transport.setText(texts.get(
                "shell.status.transport", workbench.engine().transport().label()));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        getChildren()
                .setAll(
                        running,
                        line(),
                        connections,
                        line(),
                        in,
                        out,
                        line(),
                        errors,
                        gap,
                        evicted,
                        prometheus,
                        transport);
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("status-bar");
        setId("status");
        evicted.managedProperty().bind(evicted.visibleProperty());
        prometheus.setId("status-prometheus");
        prometheus.getStyleClass().addAll(Styles.FLAT, "status-button");
        prometheus.setMinWidth(Region.USE_PREF_SIZE);
        prometheus.managedProperty().bind(prometheus.visibleProperty());
        prometheus.setOnAction(event -> showScraping.run());
        scraped = scraping.subscribe(this::scraping);
        ticks = clock.whileShowing(this, TICKS_PER_SECOND, this::tick);
        tick(System.nanoTime());
    }

    void dispose() {
        ticks.unsubscribe();
        scraped.unsubscribe();
    }

    private void scraping(PrometheusService.State state) {
        prometheus.setVisible(state instanceof PrometheusService.State.Serving);
        if (state instanceof PrometheusService.State.Serving serving) {
            boolean wide = serving.address().isWide();
            prometheus.setText(
                    texts.get("shell.status.prometheus", serving.address().toString()));
            prometheus.setGraphic(new FontIcon(wide ? Feather.GLOBE : Feather.ACTIVITY));
            String more =
                    texts.get("shell.prometheus.serving", serving.address().url())
                            + (wide ? "\n" + texts.get("shell.prometheus.wide") : "");
            prometheus.setTooltip(new Tooltip(more));
            prometheus.setAccessibleHelp(more);
            prometheus.pseudoClassStateChanged(WIDE, wide);
        }
    }

    private static Label label(String id) {
        Label label = new Label();
        label.setId(id);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private static Separator line() {
        return new Separator(Orientation.VERTICAL);
    }

    private void tick(long nowNanos) {
        List<Endpoint> endpoints = workbench.endpoints();
        long open = 0;
        long bytesIn = 0;
        long bytesOut = 0;
        long failures = 0;
        long gone = 0;
        int up = 0;
        for (Endpoint endpoint : endpoints) {
            Sample sample = endpoint.metrics().latest();
            up += endpoint.state() instanceof EndpointState.Running ? 1 : 0;
            open += sample.open();
            bytesIn += sample.bytesIn();
            bytesOut += sample.bytesOut();
            failures += sample.errors();
            gone += endpoint.traffic().stats().evicted();
        }
        running.setText(texts.get("shell.status.running", up, endpoints.size()));
        connections.setText(texts.get("shell.status.connections", open));
        in.setText(texts.get("shell.status.in", Unit.BYTES_PER_SECOND.format(inRate.next(nowNanos, bytesIn))));
        out.setText(texts.get("shell.status.out", Unit.BYTES_PER_SECOND.format(outRate.next(nowNanos, bytesOut))));
        errors.setText(texts.get("shell.status.errors", failures));
        errors.pseudoClassStateChanged(BAD, failures > 0);
        evicted.setText(texts.get("shell.status.evicted", gone));
        evicted.setVisible(gone > 0);
    }
}
