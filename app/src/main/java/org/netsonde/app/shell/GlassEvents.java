package org.netsonde.app.shell;

import com.sun.glass.ui.Application;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Stands before JavaFX's own listener to the system's events: takes note of files to open, and passes everything on. Apart
 * from {@link OpenRequests} so that linking fails here and nowhere else. JavaFX thread only.
 */
final class GlassEvents extends Application.EventHandler {

    private final Application.EventHandler next;
    private final Consumer<List<String>> files;

    private GlassEvents(Application.EventHandler next, Consumer<List<String>> files) {
        this.next = next;
        this.files = files;
    }

    /**
     * Listens from now on. JavaFX repeats to a new listener what it was to open when the program started.
     *
     * @return false where JavaFX does not listen itself
     */
    static boolean listen(Consumer<List<String>> files) {
        Application application = Application.GetApplication();
        Application.EventHandler present = application == null ? null : application.getEventHandler();
        if (application == null || present == null) {
            return false;
        }
        application.setEventHandler(new GlassEvents(present, files));
        return true;
    }

    @Override
    public void handleOpenFilesAction(Application app, long time, String[] names) {
        next.handleOpenFilesAction(app, time, names);
        files.accept(Stream.of(names).filter(Objects::nonNull).toList());
    }

    @Override
    public void handleWillFinishLaunchingAction(Application app, long time) {
        next.handleWillFinishLaunchingAction(app, time);
    }

    @Override
    public void handleDidFinishLaunchingAction(Application app, long time) {
        next.handleDidFinishLaunchingAction(app, time);
    }

    @Override
    public void handleWillBecomeActiveAction(Application app, long time) {
        next.handleWillBecomeActiveAction(app, time);
    }

    @Override
    public void handleDidBecomeActiveAction(Application app, long time) {
        next.handleDidBecomeActiveAction(app, time);
    }

    @Override
    public void handleWillResignActiveAction(Application app, long time) {
        next.handleWillResignActiveAction(app, time);
    }

    @Override
    public void handleDidResignActiveAction(Application app, long time) {
        next.handleDidResignActiveAction(app, time);
    }

    @Override
    public void handleDidReceiveMemoryWarning(Application app, long time) {
        next.handleDidReceiveMemoryWarning(app, time);
    }

    @Override
    public void handleWillHideAction(Application app, long time) {
        next.handleWillHideAction(app, time);
    }

    @Override
    public void handleDidHideAction(Application app, long time) {
        next.handleDidHideAction(app, time);
    }

    @Override
    public void handleWillUnhideAction(Application app, long time) {
        next.handleWillUnhideAction(app, time);
    }

    @Override
    public void handleDidUnhideAction(Application app, long time) {
        next.handleDidUnhideAction(app, time);
    }

    @Override
    public void handleQuitAction(Application app, long time) {
        next.handleQuitAction(app, time);
    }

    @Override
    public void handlePreferencesChanged(Map<String, Object> preferences) {
        next.handlePreferencesChanged(preferences);
    }
}
