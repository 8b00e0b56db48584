package org.netsonde.app.session;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.chart.Unit;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.session.Session;
import org.netsonde.engine.session.SessionInfo;
import org.netsonde.engine.session.SessionStore;
import org.netsonde.engine.session.SessionSummary;
import org.netsonde.engine.session.TimeRange;

/**
 * The sessions screen: the list, one session opened, or two compared. What it opens it closes, when something else is
 * shown or with {@link #dispose}. JavaFX thread only.
 */
public final class SessionsPane {

    private final SessionsContext context;
    private final Texts texts;
    private final SessionStore store;
    private final SessionList list;
    private final StackPane node = new StackPane();
    private @Nullable SessionView opened;
    private @Nullable ComparisonView comparison;
    /** Tells an answer that is still wanted from one that came too late. */
    private int asked;

    private boolean disposed;

    /** The screen with the list, which is read when {@link #showList} is called. */
    public SessionsPane(SessionsContext context) {
        this.context = context;
        texts = context.texts();
        store = context.store();
        list = new SessionList(texts, new ListCommands());
        node.setId("sessions-pane");
        node.getStyleClass().add("sessions-pane");
        node.getChildren().setAll(list.node());
    }

    /** The screen. */
    public Node node() {
        return node;
    }

    /** Comes into view: the list is read anew, an opened session stays. */
    public void showing() {
        if (opened == null && comparison == null) {
            showList();
        }
    }

    /** Shows the list, as it is on disk now. */
    public void showList() {
        asked++;
        close();
        node.getChildren().setAll(list.node());
        refresh();
        list.focusTable();
    }

    /** Reads the list anew, because something was recorded or changed; an opened session stays in view. */
    public void refresh() {
        list.reading(true);
        context.run(store::list, this::listed, failure -> {
            list.reading(false);
            context.show(failure);
        });
    }

    private void listed(List<SessionSummary> sessions) {
        if (!disposed) {
            list.show(sessions);
        }
    }

    /** Opens a session; {@link SessionInfo#NOW} is the run that goes on. */
    public void show(String id) {
        boolean now = id.equals(SessionInfo.NOW);
        SessionEditor editor = now ? new RunningEditor(context.liveAnnotations()) : new StoredEditor(store, id);
        load(
                () -> {
                    Session session = now ? context.live() : store.open(id);
                    return new Loaded(session, Overview.of(session));
                },
                loaded -> opened(id, loaded, editor));
    }

    /** A session and what its strip shows. */
    private record Loaded(Session session, Overview overview) implements Opened {
        @Override
        public void close() {
            session.close();
        }
    }

    private void opened(String id, Loaded loaded, SessionEditor editor) {
        boolean stored = editor.isStored();
        boolean goesOn = loaded.session().info().state() == SessionInfo.State.RECORDING;
        SessionView view = new SessionView(
                loaded.session(),
                editor,
                loaded.overview(),
                context,
                this::showList,
                name -> refresh(),
                stored ? Optional.of(() -> context.showFolder(store.folder(id))) : Optional.empty(),
                goesOn ? Optional.of(() -> show(id)) : Optional.empty());
        opened = view;
        node.getChildren().setAll(view.node());
        view.focus();
    }

    /** Compares two sessions. */
    public void compare(String a, String b) {
        load(() -> ComparisonView.Sides.of(store.open(a), store.open(b)), sides -> {
            ComparisonView view = new ComparisonView(sides, context, this::showList);
            comparison = view;
            node.getChildren().setAll(view.node());
            view.focus();
        });
    }

    /** Reads something that is shown next, unless something else is asked for meanwhile. */
    private <T extends Opened> void load(Supplier<T> read, Consumer<T> shown) {
        int number = ++asked;
        close();
        node.getChildren().setAll(progress());
        context.run(
                read,
                result -> {
                    if (number == asked && !disposed) {
                        shown.accept(result);
                    } else {
                        result.close();
                    }
                },
                failure -> {
                    context.show(failure);
                    if (number == asked && !disposed) {
                        showList();
                    }
                });
    }

    private Node progress() {
        ProgressIndicator turning = new ProgressIndicator();
        turning.setMaxSize(32, 32);
        VBox box = new VBox(12, turning, new Label(texts.get("session.reading")));
        box.setAlignment(Pos.CENTER);
        box.setId("session-reading");
        return box;
    }

    private void close() {
        if (opened != null) {
            opened.dispose();
            opened = null;
        }
        if (comparison != null) {
            comparison.dispose();
            comparison = null;
        }
    }

    /** What is done with chosen sessions of the list. */
    private final class ListCommands implements SessionList.Commands {

        @Override
        public void open(SessionSummary session) {
            show(session.info().id());
        }

        @Override
        public void openRunning() {
            show(SessionInfo.NOW);
        }

        @Override
        public void rename(SessionSummary session) {
            String id = session.info().id();
            context.ask(
                    texts.get("session.rename"),
                    session.info().name(),
                    false,
                    name -> change(() -> store.rename(id, name.strip())));
        }

        @Override
        public void words(SessionSummary session) {
            String id = session.info().id();
            context.ask(
                    texts.get("session.words"),
                    session.info().notes(),
                    true,
                    text -> change(() -> store.notes(id, text)));
        }

        @Override
        public void delete(List<SessionSummary> sessions) {
            String size = Unit.BYTES.format(
                    (double) sessions.stream().mapToLong(SessionSummary::size).sum());
            String first = sessions.getFirst().info().name().isEmpty()
                    ? Times.dateTime(sessions.getFirst().info().started())
                    : sessions.getFirst().info().name();
            context.confirm(
                    texts.get("session.delete.title", sessions.size()),
                    texts.get(sessions.size() == 1 ? "session.delete.one" : "session.delete.many", first, size),
                    texts.get("session.delete.yes"),
                    () -> change(() -> sessions.forEach(
                            session -> store.delete(session.info().id()))));
        }

        @Override
        public void folder(SessionSummary session) {
            context.showFolder(store.folder(session.info().id()));
        }

        @Override
        public void compare(SessionSummary a, SessionSummary b) {
            SessionsPane.this.compare(a.info().id(), b.info().id());
        }

        @Override
        public void export(SessionSummary session) {
            context.run(
                    () -> store.open(session.info().id()),
                    opened -> context.export(opened, TimeRange.ALL, opened::close),
                    context::show);
        }

        @Override
        public void importFile() {
            context.importFile(SessionsPane.this::show);
        }

        /** Changes something on the disk, and reads the list again, also where it went wrong half way. */
        private void change(Runnable work) {
            context.run(
                    () -> {
                        work.run();
                        return true;
                    },
                    done -> refresh(),
                    failure -> {
                        context.show(failure);
                        refresh();
                    });
        }
    }

    /** Closes what is open; the screen is not used again. */
    public void dispose() {
        disposed = true;
        asked++;
        close();
    }
}
