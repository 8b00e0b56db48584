package org.netsonde.app.security;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.netsonde.app.bench.BenchContext;
import org.netsonde.app.form.SecretDesk;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.security.AuthorityFolder;
import org.netsonde.engine.security.Keys;

/** What the security bench needs of the window around it. Used on the JavaFX thread only. */
public interface SecurityContext extends BenchContext {

    /** Certificates, authorities and secrets; what it does is run in the background. */
    Keys keys();

    /** The user's own authority; what it does is run in the background. */
    AuthorityFolder authority();

    /** The file of the workspace; empty where it has none yet. */
    Optional<Path> workspace();

    /** Stores secrets and tells of them. */
    SecretDesk secrets();

    /** Asks for a new password, twice. */
    void password(String title, Consumer<char[]> given);

    /** Settings of an endpoint were changed. */
    void settingsChanged(Endpoint endpoint);
}
