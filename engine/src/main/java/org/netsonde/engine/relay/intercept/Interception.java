package org.netsonde.engine.relay.intercept;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.netsonde.engine.message.rule.Matcher;
import org.netsonde.engine.protocol.HeldMessages;
import org.netsonde.engine.relay.link.Heading;
import org.netsonde.engine.relay.link.Passage;
import org.netsonde.engine.relay.link.Stage;
import org.netsonde.engine.relay.link.StageSource;

/** What a relay that runs holds back and rewrites. Safe for threads. */
public final class Interception {

    /** Settings, and what they come to. */
    record Wish(Intercept settings, Matcher matcher) {

        /** Whether anything is held on that way. */
        boolean includes(Heading heading) {
            return settings.on() && settings.direction().include(heading);
        }
    }

    /** The rules of rewriting, compiled. */
    private record Compiled(List<Rewrite> rewrites, List<RewriteSource> sources) {}

    private final HeldMessages held;
    private final InstantSource clock;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Set<HoldStage> holding = ConcurrentHashMap.newKeySet();
    private volatile Wish wish = wish(new Intercept());
    private volatile boolean everHeld;
    private volatile Compiled compiled = new Compiled(List.of(), List.of());

    /** One that holds nothing yet, and lists there what it will hold. */
    public Interception(HeldMessages held) {
        this(held, InstantSource.system());
    }

    /**
     * One that holds nothing yet.
     *
     * @param held where it lists what it will hold
     * @param clock the time of day, for those who read the list
     */
    public Interception(HeldMessages held, InstantSource clock) {
        this.held = held;
        this.clock = clock;
    }

    /** Holds what those settings say from now on. Where nothing is to be held any more, what is held is forwarded. */
    public void update(Intercept settings) {
        if (!settings.equals(wish.settings)) {
            wish = wish(settings);
            holding.forEach(HoldStage::wishChanged);
        }
    }

    private static Wish wish(Intercept settings) {
        return new Wish(settings, settings.match().matcher());
    }

    /** What makes the stages for that way: first holding back, so that the user sees what came, then rewriting. */
    public List<StageSource> sources(List<Rewrite> rewrites, Heading heading) {
        List<StageSource> sources = new ArrayList<>();
        // Once anything was held the stages stay, so that it can be replayed.
        if (everHeld || wish.includes(heading)) {
            sources.add(new HoldSource(this));
        }
        for (RewriteSource source : compiled(rewrites).sources) {
            if (source.rewrite().at(heading)) {
                sources.add(source);
            }
        }
        return sources;
    }

    /** Patterns are compiled once, and not for each conversation. */
    private Compiled compiled(List<Rewrite> rewrites) {
        Compiled now = compiled;
        if (!now.rewrites.equals(rewrites)) {
            now = new Compiled(
                    List.copyOf(rewrites),
                    rewrites.stream().map(RewriteSource::new).toList());
            compiled = now;
        }
        return now;
    }

    Wish wish() {
        return wish;
    }

    InstantSource clock() {
        return clock;
    }

    HeldMessages held() {
        return held;
    }

    /** Takes a place for a message that is to wait, which is then {@linkplain #add listed}; false if as many wait as may. */
    boolean takePlace(int most) {
        if (waiting.incrementAndGet() > most) {
            waiting.decrementAndGet();
            return false;
        }
        return true;
    }

    /** Lists a message for which a place was taken; false if there is no room, and then the place is given back. */
    boolean add(Held message) {
        if (!held.add(message)) {
            waiting.decrementAndGet();
            return false;
        }
        everHeld = true;
        return true;
    }

    /** One waits no more. */
    void decided() {
        waiting.decrementAndGet();
        held.changed();
    }

    /** A stage holds something from now on, and hears when the settings change. */
    void holds(HoldStage stage) {
        holding.add(stage);
    }

    /** It holds nothing any more. */
    void holdsNothing(HoldStage stage) {
        holding.remove(stage);
    }

    /** Makes the stages that hold back. All of one relay are equal: they ask for the settings as they go. */
    record HoldSource(Interception interception) implements StageSource {
        @Override
        public Stage stage(Passage passage) {
            return new HoldStage(interception, passage);
        }
    }
}
