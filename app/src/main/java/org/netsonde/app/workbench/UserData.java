package org.netsonde.app.workbench;

import java.util.function.Supplier;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.security.Keys;
import org.netsonde.engine.session.Retention;
import org.netsonde.engine.session.SessionStore;

/**
 * What this user has, for commands; nothing is read before it is needed.
 *
 * @param keys certificates, authorities and secrets
 * @param sessions the recorded sessions
 * @param retention how much of them is kept
 */
public record UserData(Supplier<Keys> keys, Supplier<SessionStore> sessions, Supplier<Retention> retention) {

    /** What is in the folders of the program. */
    public static UserData in(Folders folders) {
        return new UserData(
                () -> UserKeys.in(folders).keys(),
                () -> new SessionStore(folders.sessions(), ProtocolRegistry.builtin()),
                () -> new PreferencesFile(folders.config(), Runnable::run)
                        .get()
                        .recording()
                        .retention());
    }
}
