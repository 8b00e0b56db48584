package org.netsonde.engine.protocol.websocket;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.protocol.Fact;

/**
 * What an opening handshake came to.
 *
 * @param path the path and query, without what is secret
 * @param subprotocol what is spoken; empty if nothing was agreed on
 * @param extensions as the server wrote them; empty for none
 * @param user who has logged in at the server; empty where no login is required
 * @param request its head as it is shown
 * @param response its head as it is shown
 */
record Handshake(String path, String subprotocol, String extensions, String user, String request, String response) {

    /** What was agreed on only. */
    Handshake withoutHeads() {
        return new Handshake(path, subprotocol, extensions, user, "", "");
    }

    /** What is known from it, and the latest round-trip time of a ping if there was one. */
    List<Fact> facts(@Nullable Duration roundTrip) {
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.of("path", UpgradeStage.shown(path)));
        facts.add(Fact.optional("subprotocol", subprotocol));
        facts.add(Fact.optional("extensions", extensions));
        if (roundTrip != null) {
            facts.add(Fact.of("roundTrip", "%.3f ms".formatted(roundTrip.toNanos() / 1e6)));
        }
        return facts;
    }

    /** The path, what was agreed on and who has logged in, as short as it can be. */
    String summary() {
        String shown = UpgradeStage.shown(path);
        String words = subprotocol.isEmpty() ? shown : shown + " " + subprotocol;
        return user.isEmpty() ? words : words + " · " + UpgradeStage.shown(user);
    }
}
