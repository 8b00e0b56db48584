package org.netsonde.app.shell;

import org.netsonde.app.panel.SentMessages;
import org.netsonde.app.workbench.Workbench;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.workspace.MessageHistory;
import org.netsonde.engine.workspace.SentMessage;
import tools.jackson.databind.JsonNode;

/** Keeps the messages that were sent in the workspace. JavaFX thread only. */
record SentMessageActions(Workbench workbench) implements SentMessages {

    @Override
    public MessageHistory of(Endpoint endpoint) {
        return workbench.history(endpoint);
    }

    @Override
    public void add(Endpoint endpoint, JsonNode message) {
        SentMessage sent = new SentMessage(workbench.engine().clock().instant(), message);
        workbench.history(endpoint, workbench.history(endpoint).with(sent));
    }

    @Override
    public void clear(Endpoint endpoint) {
        workbench.history(endpoint, MessageHistory.EMPTY);
    }
}
