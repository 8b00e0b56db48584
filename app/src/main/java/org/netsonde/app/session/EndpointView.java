package org.netsonde.app.session;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import javafx.util.Subscription;
import org.netsonde.app.chart.Stretch;
import org.netsonde.app.chart.TimeView;
import org.netsonde.app.panel.ChartsPane;
import org.netsonde.app.panel.Protocols;
import org.netsonde.app.text.Texts;
import org.netsonde.app.traffic.Inspector;
import org.netsonde.app.traffic.TrafficPane;
import org.netsonde.app.traffic.TrafficUse;
import org.netsonde.engine.Failure;
import org.netsonde.engine.message.Framing;
import org.netsonde.engine.metrics.ChartSpec;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.protocol.Protocol;
import org.netsonde.engine.session.EndpointInfo;
import org.netsonde.engine.session.Session;
import org.netsonde.engine.session.SessionEndpoint;
import org.netsonde.engine.session.TimeRange;

/**
 * One endpoint of an opened session: its charts, its traffic and its figures, all of the time that the view shows. JavaFX
 * thread only.
 */
final class EndpointView {

    private static final int CHARTS_PER_SECOND = 30;
    /** Traffic and figures follow a moving view at this pace. */
    private static final Duration FOLLOW = Duration.millis(250);

    private static final double LEAST_CHARTS_HEIGHT = 120;

    private final Session session;
    private final SessionEndpoint endpoint;
    private final SessionsContext context;
    private final TimeView view;
    private final ChartsPane charts;
    private final TrafficPane traffic;
    private final FiguresTable figures;
    private final Tab figuresTab;
    private final BorderPane node = new BorderPane();
    private final PauseTransition following = new PauseTransition(FOLLOW);
    private final Subscription subscriptions;
    /** Tells an answer that is still wanted from one that came too late. */
    private int asked;

    EndpointView(
            Session session, SessionEndpoint endpoint, TimeView view, SessionsContext context, Consumer<Instant> mark) {
        this.session = session;
        this.endpoint = endpoint;
        this.view = view;
        this.context = context;
        Texts texts = context.texts();
        EndpointInfo info = endpoint.info();
        Optional<Protocol<?, ?>> protocol = context.protocols().find(info.protocol());
        charts = ChartsPane.recorded(
                endpoint.metrics(), protocol.map(this::charts).orElse(List.of()), view, context.charts(), mark);
        traffic = new TrafficPane(
                endpoint.traffic(),
                protocol.map(p -> Protocols.framing(p, info.settings())).orElseGet(Framing.Raw::new),
                protocol.map(Protocols::inspector).orElse(Inspector.NONE),
                texts,
                context.clock(),
                TrafficUse.recorded(context.charts()));
        figures = new FiguresTable(texts);
        Tab trafficTab = tab(texts, "traffic", traffic.node());
        figuresTab = tab(texts, "figures", figures.node());
        TabPane tabs = new TabPane(trafficTab, figuresTab);
        tabs.setId("session-tabs");
        tabs.getStyleClass().addAll("dense", "panel-tabs");
        charts.node().setMinHeight(LEAST_CHARTS_HEIGHT);
        SplitPane body = new SplitPane(charts.node(), tabs);
        body.setOrientation(Orientation.VERTICAL);
        body.setDividerPositions(0.54);
        node.setTop(head(texts, info));
        node.setCenter(body);
        following.setOnFinished(e -> follow());
        figuresTab.selectedProperty().subscribe((before, now) -> readFigures());
        subscriptions = Subscription.combine(
                view.shownProperty().subscribe((before, now) -> moved()),
                context.clock().whileShowing(node, CHARTS_PER_SECOND, now -> charts.tick()));
        follow();
    }

    /** The protocol's own charts, as far as their figures were recorded. */
    private List<ChartSpec> charts(Protocol<?, ?> protocol) {
        Set<String> recorded = new HashSet<>();
        endpoint.metrics().own().stream().map(MetricSpec::id).forEach(recorded::add);
        return protocol.charts().stream()
                .filter(chart -> chart.series().stream().map(MetricSpec::id).allMatch(recorded::contains))
                .toList();
    }

    private static Tab tab(Texts texts, String name, Node content) {
        Tab tab = new Tab(texts.get("session.tab." + name), content);
        tab.setId("session-tab-" + name);
        tab.setClosable(false);
        return tab;
    }

    private Node head(Texts texts, EndpointInfo info) {
        Label name = new Label(info.name());
        name.getStyleClass().add("session-endpoint-name");
        Label protocol =
                new Label(texts.protocol(info.protocol()) + (info.address().isEmpty() ? "" : "  ·  " + info.address()));
        protocol.getStyleClass().add("protocol");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(name, protocol, gap);
        charts.pages(texts).ifPresent(head.getChildren()::add);
        head.getStyleClass().addAll("figures-row", "session-endpoint-head");
        return head;
    }

    Node node() {
        return node;
    }

    /** Moves the focus to the traffic filter. */
    void focusFilter() {
        traffic.focusFilter();
    }

    private void moved() {
        // While it moves on and on, it is followed all the same.
        if (following.getStatus() != javafx.animation.Animation.Status.RUNNING) {
            following.playFromStart();
        }
    }

    private void follow() {
        Stretch shown = view.shownProperty().get();
        traffic.range(shown.from(), shown.to());
        readFigures();
    }

    private void readFigures() {
        if (!figuresTab.isSelected()) {
            return;
        }
        int number = ++asked;
        Stretch shown = view.shownProperty().get();
        TimeRange range = new TimeRange((long) shown.from(), (long) shown.to());
        context.run(
                () -> Figures.of(session, endpoint, range, context.texts()),
                rows -> {
                    if (number == asked) {
                        figures.show(rows);
                    }
                },
                this::failed);
    }

    private void failed(Failure failure) {
        context.show(failure);
    }

    /** Reads no more. */
    void dispose() {
        asked++;
        following.stop();
        subscriptions.unsubscribe();
        traffic.dispose();
    }
}
