package org.netsonde.app.workbench;

import org.netsonde.engine.Endpoint;
import tools.jackson.databind.node.ObjectNode;

/** One line of the list of endpoints. */
public sealed interface Item {

    /** Its id, which never changes. */
    String id();

    /** Its name. */
    String name();

    /** It as the file has it. */
    WorkspaceEntry document();

    /**
     * An endpoint that the engine has.
     *
     * @param endpoint the endpoint
     * @param other fields of its entry in the file that this version does not know
     */
    record Known(Endpoint endpoint, ObjectNode other) implements Item {
        @Override
        public String id() {
            return endpoint.id();
        }

        @Override
        public String name() {
            return endpoint.name();
        }

        @Override
        public WorkspaceEntry document() {
            return new WorkspaceEntry(
                    endpoint.id(),
                    endpoint.name(),
                    endpoint.protocol().id(),
                    endpoint.settings(),
                    other);
        }
    }

    /** An endpoint of a protocol that this version does not have: shown, kept and saved, never started. */
    record Unknown(WorkspaceEntry document) implements Item {
        @Override
        public String id() {
            return document.id();
        }

        @Override
        public String name() {
            return document.name();
        }
    }
}
