package org.netsonde.app.session;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.netsonde.app.charting.ChartDesk;
import org.netsonde.app.fx.FrameClock;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Failure;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.session.Annotations;
import org.netsonde.engine.session.Session;
import org.netsonde.engine.session.SessionStore;
import org.netsonde.engine.session.TimeRange;

/** What the sessions need of the window around them. Used on the JavaFX thread only. */
public interface SessionsContext {

    /** The words. */
    Texts texts();

    /** The clock by which what shows is refreshed. */
    FrameClock clock();

    /** What the menus of charts need. */
    ChartDesk charts();

    /** The protocols that are known. */
    ProtocolRegistry protocols();

    /** The recorded sessions; what it does is run in the background. */
    SessionStore store();

    /** The run that goes on, as of now; called in the background. */
    Session live();

    /** The marks of the run that goes on. */
    Annotations liveAnnotations();

    /** Runs the work in the background; one of the two is called afterwards. */
    <T> void run(Supplier<T> work, Consumer<T> done, Consumer<Failure> failed);

    /**
     * Asks, and goes on if the answer is yes.
     *
     * @param yes what the button says
     */
    void confirm(String title, String question, String yes, Runnable confirmed);

    /**
     * Asks for a text.
     *
     * @param several whether it may have several lines
     */
    void ask(String title, String before, boolean several, Consumer<String> given);

    /** Shows a folder in the system's file manager. */
    void showFolder(Path folder);

    /**
     * Asks how and where a part of a session is taken away as files, and does it.
     *
     * @param ended called when the session is needed no more, whatever came of it
     */
    void export(Session session, TimeRange range, Runnable ended);

    /** Asks for a file of another program and makes a session of it; says which when it is there. */
    void importFile(Consumer<String> imported);

    /** Shows a short message for a while. */
    void show(String message);

    /** Shows a failure for a while. */
    void show(Failure failure);
}
