package org.netsonde.app.certificate;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Failure;
import org.netsonde.engine.security.AuthorityFolder;

/** What the certificates need of the window around them. Used on the JavaFX thread only. */
public interface CertificatesContext {

    /** The words. */
    Texts texts();

    /** The authority; what it does is run in the background. */
    AuthorityFolder authority();

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

    /** Asks whether a file may be replaced, and goes on if so. */
    void confirmReplacing(Path file, Runnable confirmed);

    /** Asks for a new password. */
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

    /** Takes the certificates out of view. */
    void close();
}
