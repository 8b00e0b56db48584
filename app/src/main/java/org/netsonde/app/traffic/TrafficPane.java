package org.netsonde.app.traffic;

import java.util.List;
import java.util.regex.PatternSyntaxException;
import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.fx.FrameClock;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.message.Framing;
import org.netsonde.engine.traffic.TrafficSource;
import org.netsonde.engine.traffic.TrafficStats;

/**
 * The traffic of one endpoint: a table of messages, a filter, what was kept and what was not, and the chosen message taken
 * apart. Of an endpoint that is here the table has the newest and follows them until the user looks at something; what
 * comes meanwhile waits and is counted. Of a recorded run it has those of a stretch of time, a page at a time. JavaFX
 * thread only.
 */
public final class TrafficPane {

    private static final int ROWS_PER_FRAME = 500;
    private static final Duration TYPING = Duration.millis(200);
    private static final int READS_PER_SECOND = 30;
    private static final long PAGE_BYTES = 8L << 20;

    private final Texts texts;
    private final TrafficSource log;
    private final TrafficUse use;
    private final Inspector inspector;
    private final TrafficFeed feed;
    private final TrafficTable table;
    private final TrafficBar bar;
    private final MessageDetail detail;
    private final SplitPane split = new SplitPane();
    private final StackPane body = new StackPane(split);
    private final BorderPane node = new BorderPane();
    private final Label hint = new Label();
    private final FollowButton follow;
    private final PauseTransition typing = new PauseTransition(TYPING);
    private final Subscription ticking;
    private Framing framing;
    private Extent extent = Extent.ALL;
    private TrafficFilter filter = TrafficFilter.ALL;
    private boolean following = true;
    /** Whether the table stands at its end. */
    private boolean settled;

    /**
     * A pane that reads traffic while it is showing.
     *
     * @param framing where messages end
     * @param inspector reads messages as their protocol does
     * @param use what can be done with it
     */
    public TrafficPane(
            TrafficSource log, Framing framing, Inspector inspector, Texts texts, FrameClock clock, TrafficUse use) {
        this.log = log;
        this.use = use;
        this.framing = framing;
        this.inspector = inspector;
        this.texts = texts;
        feed = new TrafficFeed(log, framing, inspector, TrafficTable.MAX_ROWS, TrafficTable.MAX_BYTES);
        table = new TrafficTable(texts, inspector);
        MessageActions actions = new MessageActions(texts, use);
        detail = new MessageDetail(texts, inspector, actions, this::closeDetail);
        bar = new TrafficBar(texts, inspector, use.clear().map(erase -> () -> clear(erase)));
        follow = new FollowButton(use.isLive() ? this::follow : this::nextPage);
        hint.getStyleClass().add("hint");
        hint.setMouseTransparent(true);
        hint.setWrapText(true);
        build(actions);
        bar.filterProperty().subscribe((before, now) -> typing.playFromStart());
        typing.setOnFinished(e -> applyFilter());
        feed.restart(framing, filter, extent);
        ticking = clock.whileShowing(node, READS_PER_SECOND, now -> tick());
    }

    private void build(MessageActions actions) {
        split.getItems().add(table.node());
        split.setOrientation(Orientation.HORIZONTAL);
        StackPane.setAlignment(follow.node(), javafx.geometry.Pos.BOTTOM_CENTER);
        body.getChildren().addAll(hint, follow.node());
        node.setTop(bar.node());
        node.setCenter(body);
        node.getStyleClass().add("traffic-pane");
        node.setId("traffic");
        table.chosenProperty().subscribe(this::choose);
        table.node().heightProperty().subscribe(height -> settled = false);
        table.node().setContextMenu(menu(actions));
        table.node().addEventFilter(ScrollEvent.SCROLL, e -> {
            if (e.getDeltaY() > 0) {
                following = false;
            }
        });
        table.node().addEventFilter(MouseEvent.MOUSE_PRESSED, e -> {
            if (e.getTarget() instanceof Node n && isInScrollBar(n)) {
                following = false;
            }
        });
        table.node().addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE || e.getCode() == KeyCode.END) {
                follow();
                e.consume();
            } else if (e.getCode() == KeyCode.PAGE_UP || e.getCode() == KeyCode.HOME) {
                following = false;
            }
        });
    }

    private static boolean isInScrollBar(Node target) {
        for (Node n = target; n != null; n = n.getParent()) {
            if (n instanceof ScrollBar scroll) {
                return scroll.getOrientation() == Orientation.VERTICAL;
            }
        }
        return false;
    }

    private ContextMenu menu(MessageActions actions) {
        ContextMenu menu = new ContextMenu();
        menu.getItems().addAll(actions.copyItems(this::chosenMessage));
        MenuItem again = new MenuItem(texts.get("traffic.resend"));
        again.setOnAction(e -> {
            ReadMessage message = chosenMessage();
            if (message != null) {
                actions.resend(message);
            }
        });
        MenuItem save = new MenuItem(texts.get("traffic.save"));
        save.setOnAction(e -> {
            ReadMessage message = chosenMessage();
            if (message != null) {
                actions.save(message);
            }
        });
        menu.getItems().add(save);
        menu.setOnShowing(e -> {
            ReadMessage message = chosenMessage();
            actions.enable(menu.getItems(), message);
            save.setDisable(message == null || !message.message().direction().isData() || message.body().length == 0);
            again.setDisable(message == null
                    || !message.message().direction().isData()
                    || message.message().isCut());
        });
        if (actions.resender().isPresent()) {
            menu.getItems().addAll(new SeparatorMenuItem(), again);
        }
        return menu;
    }

    private @Nullable ReadMessage chosenMessage() {
        TrafficRow row = table.chosenProperty().get();
        return row == null ? null : row.read();
    }

    /** The pane. */
    public Region node() {
        return node;
    }

    /** Whether the user wants the traffic to have the room of what stands above it. */
    public ReadOnlyBooleanProperty enlargedProperty() {
        return bar.enlargedProperty();
    }

    /** Moves the focus to the filter. */
    public void focusFilter() {
        bar.focusFilter();
    }

    /** Takes another framing; what is stored is read anew with it. */
    public void framing(Framing other) {
        if (!other.equals(framing)) {
            framing = other;
            restart();
        }
    }

    /** Shows what crossed in a stretch of time of a recorded run, from its beginning; in milliseconds since the epoch. */
    public void range(double fromMillis, double toMillis) {
        Extent next = Extent.between(fromMillis, toMillis, TrafficTable.MAX_ROWS, PAGE_BYTES);
        if (!next.equals(extent)) {
            extent = next;
            closeDetail();
            restart();
        }
    }

    /** Reads no more; the pane is not used again. */
    public void dispose() {
        ticking.unsubscribe();
        typing.stop();
    }

    private void applyFilter() {
        try {
            TrafficFilter next = TrafficFilter.parse(bar.filterProperty().get(), inspector, texts::get);
            bar.filterProblem("");
            filter = next;
            restart();
        } catch (PatternSyntaxException e) {
            bar.filterProblem(texts.get("traffic.filter.bad", e.getDescription()));
        }
    }

    private void restart() {
        feed.restart(framing, filter, extent);
        table.clear();
        following = true;
    }

    private void clear(Runnable erase) {
        erase.run();
        closeDetail();
        feed.fromNow(framing);
        table.clear();
        following = true;
    }

    private void follow() {
        closeDetail();
        following = true;
        tick();
    }

    private void nextPage() {
        closeDetail();
        table.clear();
        feed.nextPage();
        tick();
    }

    private void closeDetail() {
        table.clearSelection();
        split.getItems().remove(detail.node());
    }

    private void choose(@Nullable TrafficRow row) {
        if (row == null) {
            return;
        }
        following = false;
        detail.show(row.read());
        if (!split.getItems().contains(detail.node())) {
            split.getItems().add(detail.node());
            split.setDividerPositions(0.58);
        }
    }

    private void tick() {
        if (!use.isLive()) {
            feed.advance();
            table.append(feed.take(ROWS_PER_FRAME));
        } else if (!bar.isPaused()) {
            feed.advance();
            if (following) {
                List<ReadMessage> messages = feed.take(ROWS_PER_FRAME);
                table.append(messages);
                if (!messages.isEmpty() || !settled) {
                    table.scrollToEnd();
                }
                // The table scrolls by the room it had before its next layout, so the end is looked for once more.
                settled = messages.isEmpty();
            }
        }
        TrafficStats stats = log.stats();
        bar.counts(table.size(), stats, feed);
        if (use.isLive()) {
            follow.show(
                    !following && !bar.isPaused(),
                    feed.waiting() == 0
                            ? texts.get("traffic.follow")
                            : texts.get("traffic.follow.waiting", feed.waiting()));
        } else {
            follow.show(feed.isFull() && feed.waiting() == 0, texts.get("traffic.nextPage"));
        }
        String text = hintText(stats);
        hint.setText(text);
        hint.setVisible(!text.isEmpty());
    }

    private String hintText(TrafficStats stats) {
        if (table.size() > 0) {
            return "";
        }
        if (feed.failure().isPresent()) {
            return texts.get(feed.failure().get());
        }
        if (use.isLive() && stats.stored() == 0) {
            return texts.get("traffic.empty");
        }
        if (!use.isLive() && !feed.isFiltered()) {
            return texts.get(feed.isCaughtUp() ? "traffic.recorded.empty" : "traffic.searching");
        }
        if (feed.isFiltered() && feed.waiting() == 0) {
            return texts.get(feed.isCaughtUp() ? "traffic.noMatch" : "traffic.searching");
        }
        return "";
    }
}
