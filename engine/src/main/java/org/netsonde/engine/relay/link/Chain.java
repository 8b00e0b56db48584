package org.netsonde.engine.relay.link;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stages of one direction of one conversation, one behind the other. They may be exchanged while pieces are under way:
 * a stage whose source stays keeps what it holds, one whose source goes passes on what it holds. One whose source now stands
 * before another that stayed begins anew, since what it holds would overtake. Confined to the event loop of the conversation.
 */
public final class Chain implements Outlet {

    private record Link(StageSource source, @Nullable Stage stage) {}

    private final Passage passage;
    private final Outlet exit;
    private List<Link> links = List.of();
    private Outlet first;
    private boolean ended;
    private boolean released;

    /** A chain without stages, which leads straight to its exit. */
    public Chain(Passage passage, Outlet exit) {
        this.passage = passage;
        this.exit = new Exit(exit);
        this.first = this.exit;
    }

    /** Has stages of these sources from now on, in their order. */
    public void set(List<StageSource> sources) {
        if (released) {
            return;
        }
        List<Link> old = new ArrayList<>(links);
        List<Link> next = new ArrayList<>();
        // Behind the place of the last that stays.
        int from = 0;
        for (StageSource source : sources) {
            int at = from;
            while (at < old.size() && !old.get(at).source.equals(source)) {
                at++;
            }
            if (at < old.size()) {
                next.add(old.remove(at));
                from = at;
            } else {
                // What comes new behind the end would wait for an end that has passed.
                next.add(new Link(source, ended ? null : source.stage(passage)));
            }
        }
        // From the first to the last, so that what one lets go passes those behind it.
        old.forEach(link -> {
            if (link.stage != null) {
                link.stage.drain();
            }
        });
        links = next;
        if (released) {
            // What was let go has ended the conversation.
            giveBack();
        } else {
            connect();
        }
    }

    private void connect() {
        List<Stage> stages = new ArrayList<>();
        for (Link link : links) {
            if (link.stage != null) {
                stages.add(link.stage);
            }
        }
        for (int i = 0; i < stages.size(); i++) {
            stages.get(i).next(i + 1 < stages.size() ? stages.get(i + 1) : exit);
        }
        first = stages.isEmpty() ? exit : stages.getFirst();
    }

    /** Whether nothing is done to what passes. */
    public boolean isEmpty() {
        return links.stream().allMatch(link -> link.stage == null);
    }

    @Override
    public void take(Piece piece) {
        if (released) {
            piece.release();
        } else {
            first.take(piece);
        }
    }

    @Override
    public void end() {
        if (!ended && !released) {
            ended = true;
            first.end();
        }
    }

    /** The conversation is over: gives back what its stages hold. */
    public void release() {
        if (released) {
            return;
        }
        released = true;
        giveBack();
    }

    private void giveBack() {
        for (Link link : links) {
            if (link.stage != null) {
                link.stage.next(DROPPING);
                link.stage.release();
            }
        }
        links = List.of();
        first = DROPPING;
    }

    /** Lets nothing out behind the end, which a stage may have passed on before it came. */
    private static final class Exit implements Outlet {

        private final Outlet outlet;
        private boolean ended;

        Exit(Outlet outlet) {
            this.outlet = outlet;
        }

        @Override
        public void take(Piece piece) {
            if (ended) {
                piece.release();
            } else {
                outlet.take(piece);
            }
        }

        @Override
        public void end() {
            if (!ended) {
                ended = true;
                outlet.end();
            }
        }
    }

    private static final Outlet DROPPING = new Outlet() {
        @Override
        public void take(Piece piece) {
            piece.release();
        }

        @Override
        public void end() {}
    };
}
