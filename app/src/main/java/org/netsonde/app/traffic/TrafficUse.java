package org.netsonde.app.traffic;

import java.util.Optional;
import java.util.function.Consumer;
import org.netsonde.app.charting.ChartDesk;
import org.netsonde.engine.traffic.TrafficMessage;

/**
 * What can be done with the traffic of a pane. That of an endpoint that is here goes on, and its table follows the newest;
 * that of a recorded run is read from the beginning of a stretch of time, a page at a time.
 *
 * @param clear removes what is stored; empty of a recorded run
 * @param resend puts a message in the send box; empty where there is none
 * @param command something more that is offered for messages
 * @param desk saves files and shows short messages, such as what was copied
 */
public record TrafficUse(
        Optional<Runnable> clear,
        Optional<Consumer<TrafficMessage>> resend,
        Optional<MessageCommand> command,
        ChartDesk desk) {

    /** Of an endpoint that is here. */
    public static TrafficUse live(
            Runnable clear,
            Optional<Consumer<TrafficMessage>> resend,
            Optional<MessageCommand> command,
            ChartDesk desk) {
        return new TrafficUse(Optional.of(clear), resend, command, desk);
    }

    /** Of a recorded run: to be looked at only. */
    public static TrafficUse recorded(ChartDesk desk) {
        return new TrafficUse(Optional.empty(), Optional.empty(), Optional.empty(), desk);
    }

    /** Whether it goes on. */
    boolean isLive() {
        return clear.isPresent();
    }
}
