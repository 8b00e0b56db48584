package org.netsonde.app.panel;

import org.netsonde.engine.Endpoint;
import org.netsonde.engine.workspace.MessageHistory;
import tools.jackson.databind.JsonNode;

/** The messages that were sent from send boxes, as the workspace keeps them. JavaFX thread only. */
public interface SentMessages {

    /** Those of an endpoint, the latest last. */
    MessageHistory of(Endpoint endpoint);

    /** One was sent: the message as it may be kept, without what is secret. */
    void add(Endpoint endpoint, JsonNode message);

    /** Forgets those of an endpoint. */
    void clear(Endpoint endpoint);
}
