package org.netsonde.engine.packetsender;

import org.netsonde.engine.Phrase;
import org.netsonde.engine.workspace.SavedMessage;

/**
 * A packet as Packet Sender keeps it.
 *
 * @param message what is sent, under its name
 * @param aim where it was sent
 * @param repeats whether Packet Sender sent it again and again
 */
public record Packet(SavedMessage message, Aim aim, boolean repeats) {

    /** Where a packet was sent. */
    public sealed interface Aim {

        /**
         * To something that a client here can speak with.
         *
         * @param client what it takes
         */
        record At(ClientPlan client) implements Aim {}

        /**
         * To something that no client here can speak with.
         *
         * @param why why not
         */
        record Nowhere(Phrase why) implements Aim {}
    }
}
