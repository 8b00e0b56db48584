package org.netsonde.app.workbench;

import org.netsonde.engine.Endpoint;
import org.netsonde.engine.workspace.MessageHistory;
import org.netsonde.engine.workspace.WorkspaceEntry;
import tools.jackson.databind.node.ObjectNode;

/** One line of the list of endpoints. */
public sealed interface Item {

    /** Its id, which never changes. */
    String id();

    /** Its name. */
    String name();

    /** It as the file has it. */
    WorkspaceEntry entry();

    /**
     * An endpoint that the engine has.
     *
     * @param endpoint the endpoint
     * @param history the messages that were sent from its send box
     * @param rest fields of its entry in the file that this version does not know
     */
    record Known(Endpoint endpoint, MessageHistory history, ObjectNode rest) implements Item {
        @Override
        public String id() {
            return endpoint.id();
        }

        @Override
        public String name() {
            return endpoint.name();
        }

        @Override
        public WorkspaceEntry entry() {
            return new WorkspaceEntry(
                    endpoint.id(),
                    endpoint.name(),
                    endpoint.protocol().id(),
                    endpoint.settings(),
                    endpoint.thresholds().json(),
                    history,
                    rest);
        }
    }

    /** An endpoint of a protocol that this version does not have: shown, kept and saved, never started. */
    record Unknown(WorkspaceEntry entry) implements Item {
        @Override
        public String id() {
            return entry.id();
        }

        @Override
        public String name() {
            return entry.name();
        }
    }
}
