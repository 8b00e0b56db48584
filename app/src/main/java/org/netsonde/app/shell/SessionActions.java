package org.netsonde.app.shell;

import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.charting.ChartDesk;
import org.netsonde.app.fx.FrameClock;
import org.netsonde.app.session.SessionsContext;
import org.netsonde.app.session.SessionsPane;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Engine;
import org.netsonde.engine.Failure;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.session.Annotations;
import org.netsonde.engine.session.LiveSession;
import org.netsonde.engine.session.Session;
import org.netsonde.engine.session.SessionStore;
import org.netsonde.engine.session.TimeRange;

/** The sessions, in the middle of the window. The screen is made when it is first shown. JavaFX thread only. */
final class SessionActions implements SessionsContext {

    private static final int ROWS = 6;

    /**
     * What other parts of the window do with sessions.
     *
     * @param charts what the menus of charts need
     * @param export asks how and where a part of a session is taken away, and does it
     * @param importFile asks for a file and makes a session of it, whose id it tells
     */
    record Desk(ChartDesk charts, SessionExport export, Consumer<Consumer<String>> importFile) {}

    /** Takes a part of a session away as files. */
    @FunctionalInterface
    interface SessionExport {
        void export(Session session, TimeRange range, Runnable ended);
    }

    private final WindowServices services;
    private final Texts texts;
    private final Notices notices;
    private final Prompts prompts;
    private final String version;
    private final Desk desk;
    private @Nullable SessionsPane pane;

    SessionActions(WindowServices services, Texts texts, Notices notices, Prompts prompts, String version, Desk desk) {
        this.services = services;
        this.texts = texts;
        this.notices = notices;
        this.prompts = prompts;
        this.version = version;
        this.desk = desk;
    }

    /** The screen, as it comes into view. */
    Node screen() {
        SessionsPane shown = pane();
        shown.showing();
        return shown.node();
    }

    private SessionsPane pane() {
        SessionsPane there = pane;
        if (there == null) {
            there = new SessionsPane(this);
            pane = there;
        }
        return there;
    }

    /** Shows the list of sessions. */
    void list() {
        boolean there = services.selection().screen().get() == Screen.SESSIONS;
        services.selection().show(Screen.SESSIONS);
        if (there) {
            pane().showList();
        }
    }

    /** Opens a session; {@code now} is the run that goes on. */
    void open(String id) {
        // First, so that the list is not read for nothing.
        pane().show(id);
        services.selection().show(Screen.SESSIONS);
    }

    /** A recording began or ended: the list may be in view. */
    void changed() {
        if (pane != null && services.selection().screen().get() == Screen.SESSIONS) {
            pane.refresh();
        }
    }

    void dispose() {
        if (pane != null) {
            pane.dispose();
        }
    }

    private Engine engine() {
        return services.workbench().engine();
    }

    @Override
    public Texts texts() {
        return texts;
    }

    @Override
    public ChartDesk charts() {
        return desk.charts();
    }

    @Override
    public FrameClock clock() {
        return services.clock();
    }

    @Override
    public ProtocolRegistry protocols() {
        return engine().protocols();
    }

    @Override
    public SessionStore store() {
        return services.sessions();
    }

    @Override
    public Session live() {
        return LiveSession.of(engine(), version);
    }

    @Override
    public Annotations liveAnnotations() {
        return engine().annotations();
    }

    @Override
    public <T> void run(Supplier<T> work, Consumer<T> done, Consumer<Failure> failed) {
        services.exports().run(work, done, failed);
    }

    @Override
    public void confirm(String title, String question, String yes, Runnable confirmed) {
        prompts.ask(
                title,
                question,
                List.of(
                        new Prompts.Answer("session-yes", yes, Styles.DANGER, confirmed),
                        new Prompts.Answer("session-no", texts.get("shell.cancel"), "", () -> {})));
    }

    @Override
    public void ask(String title, String before, boolean several, Consumer<String> given) {
        if (prompts.showing()) {
            return;
        }
        TextInputControl field = several ? area(before) : new TextField(before);
        field.setId("session-ask");
        field.setAccessibleText(title);
        prompts.show(
                title,
                field,
                List.of(
                        new Prompts.Answer(
                                "session-ask-yes",
                                texts.get("session.take"),
                                Styles.ACCENT,
                                () -> given.accept(field.getText())),
                        new Prompts.Answer("session-ask-no", texts.get("shell.cancel"), "", () -> {})));
        field.requestFocus();
        field.selectAll();
    }

    private static TextArea area(String before) {
        TextArea area = new TextArea(before);
        area.setPrefRowCount(ROWS);
        area.setWrapText(true);
        return area;
    }

    @Override
    public void showFolder(Path folder) {
        services.picker().showFolder(folder);
    }

    @Override
    public void export(Session session, TimeRange range, Runnable ended) {
        desk.export().export(session, range, ended);
    }

    @Override
    public void importFile(Consumer<String> imported) {
        desk.importFile().accept(imported);
    }

    @Override
    public void show(String message) {
        notices.info(message);
    }

    @Override
    public void show(Failure failure) {
        notices.problem(texts.get(failure));
    }
}
