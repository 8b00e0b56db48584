package org.netsonde.app.panel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The messages that were sent from a send box, to be called back. What was being typed is kept as the newest. */
final class SendHistory {

    private static final int MOST = 50;

    private final List<ObjectNode> sent = new ArrayList<>();
    private int at;
    private Optional<ObjectNode> draft = Optional.empty();

    /** Puts messages in place of all, the latest last. */
    void begin(List<ObjectNode> messages) {
        sent.clear();
        messages.forEach(this::add);
        at = sent.size();
    }

    void add(ObjectNode message) {
        sent.remove(message);
        sent.add(message);
        if (sent.size() > MOST) {
            sent.removeFirst();
        }
        at = sent.size();
        draft = Optional.empty();
    }

    /** The one before. */
    Optional<ObjectNode> back(ObjectNode present) {
        if (at == 0) {
            return Optional.empty();
        }
        if (at == sent.size()) {
            draft = Optional.of(present);
        }
        at--;
        return Optional.of(sent.get(at));
    }

    /** The one after; after the last, what was being typed. */
    Optional<ObjectNode> forward() {
        if (at >= sent.size()) {
            return Optional.empty();
        }
        at++;
        return at == sent.size() ? draft : Optional.of(sent.get(at));
    }
}
