package org.netsonde.app.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import javafx.animation.AnimationTimer;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.stage.Window;
import javafx.util.Subscription;

/**
 * The one clock by which the window reads the engine. It ticks only while something that shows has registered. Used on
 * the JavaFX thread only.
 */
public final class FrameClock {

    private static final long NANOS = 1_000_000_000;

    private final List<Party> parties = new ArrayList<>();

    private final AnimationTimer timer = new AnimationTimer() {
        @Override
        public void handle(long now) {
            // A copy: a party may leave, or another join, while one is called.
            List.copyOf(parties).forEach(party -> party.tick(now));
        }
    };

    /**
     * Calls {@code reader} while the node is in a showing window and visible, until the subscription is given up.
     *
     * @param perSecond how often at most, 1 to 60
     * @param reader gets the time of the frame in nanoseconds, good for differences only; must be quick
     */
    public Subscription whileShowing(Node node, int perSecond, LongConsumer reader) {
        Party party = new Party(node, NANOS / perSecond, reader);
        ObservableValue<Boolean> showing = node.sceneProperty()
                .flatMap(scene -> scene.windowProperty())
                .flatMap(Window::showingProperty)
                .orElse(false);
        Subscription subscription = showing.subscribe(now -> {
            if (now) {
                add(party);
            } else {
                remove(party);
            }
        });
        return subscription.and(() -> remove(party));
    }

    private void add(Party party) {
        if (!parties.contains(party)) {
            parties.add(party);
            timer.start();
        }
    }

    private void remove(Party party) {
        parties.remove(party);
        if (parties.isEmpty()) {
            timer.stop();
        }
    }

    /** One reader and when it is due. */
    private static final class Party {
        private final Node node;
        private final long every;
        private final LongConsumer reader;
        private long due = Long.MIN_VALUE;

        Party(Node node, long every, LongConsumer reader) {
            this.node = node;
            // Half a frame of slack, or 10 a second would be 8.6 on a 60 Hz pulse.
            this.every = every - NANOS / 120;
            this.reader = reader;
        }

        void tick(long now) {
            if (now >= due && node.isVisible()) {
                due = now + every;
                reader.accept(now);
            }
        }
    }
}
