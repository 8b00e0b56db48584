package org.netsonde.app.security;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.form.SecretDesk;
import org.netsonde.app.fx.FrameClock;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Engine;
import org.netsonde.engine.Failure;
import org.netsonde.engine.security.AuthorityFolder;
import org.netsonde.engine.security.Keys;

/** What the security bench needs of the window around it. Used on the JavaFX thread only. */
public interface SecurityContext {

    /** The words. */
    Texts texts();

    /** Refreshes what shows. */
    FrameClock clock();

    /** The engine, for accounts and endpoints. */
    Engine engine();

    /** Certificates, authorities and secrets; what it does is run in the background. */
    Keys keys();

    /** The user's own authority; what it does is run in the background. */
    AuthorityFolder authority();

    /** The file of the workspace; empty where it has none yet. */
    Optional<Path> workspace();

    /** Stores secrets and tells of them. */
    SecretDesk secrets();

    /** Runs the work in the background; one of the two is called afterwards. */
    <T> void run(Supplier<T> work, Consumer<T> done, Consumer<Failure> failed);

    /**
     * Asks where to save.
     *
     * @param kind what sort of files there are, in the user's words
     * @param extension the end of their names, without the dot
     * @param name the name to propose
     */
    Optional<Path> saveTo(String title, String kind, String extension, String name);

    /**
     * Asks which file to open.
     *
     * @param folder where to begin, or null
     */
    Optional<Path> open(String title, @Nullable Path folder);

    /** Asks whether a file may be replaced, and goes on if so. */
    void confirmReplacing(Path file, Runnable confirmed);

    /** Asks a question whose answer does something that cannot be undone, and goes on if so. */
    void confirm(String title, String question, String yes, Runnable confirmed);

    /** Asks for a new password, twice. */
    void password(String title, Consumer<char[]> given);

    /** The endpoints of the workspace. */
    List<Endpoint> endpoints();

    /** Settings of an endpoint were changed. */
    void settingsChanged(Endpoint endpoint);

    /** Says that a file was written, and offers to show where it is. */
    void written(Path file);

    /** Shows a short message for a while. */
    void show(String message);

    /** Shows a failure for a while. */
    void show(Failure failure);

    /** Goes to the panel of an endpoint; where there is no window, nothing happens. */
    default void show(Endpoint endpoint) {}
}
