package org.netsonde.app.bench.part;

import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.bench.BenchContext;
import org.netsonde.engine.Failure;
import org.netsonde.engine.security.crypto.Watch;

/**
 * One thing at a time that a page does in the background. Its progress, with a button that cancels it, shows when it takes
 * longer than a moment. What was cancelled, or followed by something else, is dropped when it comes. JavaFX thread only.
 */
public final class Work {

    private static final int REFRESHED = 10;
    private static final long MOMENT = 300_000_000;

    private final BenchContext context;
    private final ProgressBar bar = new ProgressBar();
    private final HBox node;
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private @Nullable Run current;
    private Subscription refreshing = Subscription.EMPTY;
    private Runnable cancelled = () -> {};

    /** Nothing is done yet. */
    public Work(String id, BenchContext context) {
        this.context = context;
        bar.setId(id + "-progress");
        bar.setAccessibleText(context.texts().get("bench.working"));
        Button cancel = new Button(context.texts().get("shell.cancel"));
        cancel.setId(id + "-cancel");
        cancel.getStyleClass().add("small");
        cancel.setOnAction(e -> {
            cancel();
            cancelled.run();
        });
        node = new HBox(bar, cancel);
        node.getStyleClass().add("bench-work");
        show(false);
    }

    /** What to put into a page; takes no room while there is nothing to wait for. */
    public Node node() {
        return node;
    }

    /** Whether something is under way. */
    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** Calls when the user cancels. */
    public Work onCancel(Runnable told) {
        cancelled = told;
        return this;
    }

    /**
     * Begins something; what is under way is cancelled. One of the two is called when it is done, and none when it was
     * cancelled.
     *
     * @param work done in the background; its watch ends it
     */
    public <T> void start(Function<Watch, T> work, Consumer<T> done, Consumer<Failure> failed) {
        cancel();
        Run mine = new Run();
        current = mine;
        running.set(true);
        refreshing = context.clock().whileShowing(node, REFRESHED, this::refresh);
        context.run(
                () -> work.apply(mine),
                value -> {
                    if (end(mine)) {
                        done.accept(value);
                    }
                },
                failure -> {
                    if (end(mine)) {
                        failed.accept(failure);
                    }
                });
    }

    /** Ends what is under way, if anything is. */
    public void cancel() {
        Run run = current;
        if (run != null) {
            run.wanted = false;
            end(run);
        }
    }

    private boolean end(Run run) {
        if (run != current) {
            return false;
        }
        current = null;
        refreshing.unsubscribe();
        show(false);
        running.set(false);
        return true;
    }

    private void refresh(long now) {
        Run run = current;
        if (run == null) {
            return;
        }
        if (run.began == 0) {
            run.began = now;
        } else if (now - run.began > MOMENT) {
            bar.setProgress(run.fraction);
            show(true);
        }
    }

    private void show(boolean shown) {
        // The node itself stays visible, or the clock would pass it over.
        node.getChildren().forEach(child -> child.setVisible(shown));
        node.setManaged(shown);
    }

    /** One piece of work, as its thread sees it. */
    private static final class Run implements Watch {

        private volatile boolean wanted = true;
        private volatile double fraction = ProgressBar.INDETERMINATE_PROGRESS;
        private long began;

        @Override
        public boolean goOn(long done, long all) {
            fraction = all == 0 ? 1 : (double) done / all;
            return wanted;
        }
    }
}
