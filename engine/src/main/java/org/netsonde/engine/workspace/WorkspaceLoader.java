package org.netsonde.engine.workspace;

import java.util.ArrayList;
import java.util.List;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Engine;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;

/** Puts the endpoints of a workspace into an engine. Nothing starts. Stateless. */
public final class WorkspaceLoader {

    private WorkspaceLoader() {}

    /**
     * What became of the entries.
     *
     * @param added the endpoints, in the order of the workspace
     * @param refused the entries that this engine cannot hold, to be shown and kept in the file
     */
    public record Loaded(List<Endpoint> added, List<Refused> refused) {
        public Loaded {
            added = List.copyOf(added);
            refused = List.copyOf(refused);
        }
    }

    /**
     * An entry that could not be added.
     *
     * @param entry the entry as the file has it
     * @param failure why: its protocol is not known, or its name is empty or taken
     */
    public record Refused(WorkspaceEntry entry, Failure failure) {}

    /** Adds every entry that can be added. */
    public static Loaded load(Workspace workspace, Engine engine) {
        List<Endpoint> added = new ArrayList<>();
        List<Refused> refused = new ArrayList<>();
        for (WorkspaceEntry entry : workspace.entries()) {
            try {
                Endpoint endpoint = engine.add(entry.id(), entry.name(), entry.protocol(), entry.settings());
                endpoint.thresholds().configure(entry.thresholds());
                added.add(endpoint);
            } catch (FailureException e) {
                refused.add(new Refused(entry, e.failure()));
            }
        }
        return new Loaded(added, refused);
    }
}
