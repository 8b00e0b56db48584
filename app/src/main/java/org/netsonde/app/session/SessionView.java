package org.netsonde.app.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.chart.RangeStrip;
import org.netsonde.app.chart.Stretch;
import org.netsonde.app.chart.TimeView;
import org.netsonde.app.chart.Unit;
import org.netsonde.app.charting.AnnotationMarks;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.session.Annotation;
import org.netsonde.engine.session.Session;
import org.netsonde.engine.session.SessionEndpoint;
import org.netsonde.engine.session.TimeRange;

/**
 * One session opened: header, a strip that chooses the time that is looked at, endpoints and marks at the left, the chosen
 * endpoint in the middle. Owns the session, and closes it. JavaFX thread only.
 */
final class SessionView {

    private static final int FRAMES_PER_SECOND = 30;
    private static final double SIDE_WIDTH = 216;
    /** What is shown around a mark that was gone to, unless something as short is in view. */
    private static final double AROUND_MARK_MILLIS = 60_000;

    private static final double ENDPOINT_HEIGHT = 40;

    private final Session session;
    private final SessionEditor editor;
    private final SessionsContext context;
    private final Texts texts;
    private final TimeView view;
    private final RangeStrip strip;
    private final Player player;
    private final Label shown = new Label();
    private final NoteBar noteBar;
    private final NotesPane notes;
    private final ListView<SessionEndpoint> endpoints = new ListView<>();
    private final List<Annotation> annotations = new ArrayList<>();
    private final SplitPane body = new SplitPane();
    private final BorderPane middle = new BorderPane();
    private final VBox node = new VBox();
    private final SessionHeader header;
    private final Subscription subscriptions;
    private String words;
    private @Nullable EndpointView endpoint;
    private boolean disposed;

    /**
     * A view.
     *
     * @param session closed with {@link #dispose}
     * @param editor what can be changed
     * @param overview what its strip shows
     * @param back closes it
     * @param renamed hears of a new name
     * @param folder shows its folder; empty where it has none
     * @param reload opens it anew; empty where it does not go on
     */
    SessionView(
            Session session,
            SessionEditor editor,
            Overview overview,
            SessionsContext context,
            Runnable back,
            Consumer<String> renamed,
            Optional<Runnable> folder,
            Optional<Runnable> reload) {
        this.session = session;
        this.editor = editor;
        this.context = context;
        texts = context.texts();
        words = session.info().notes();
        view = TimeView.recorded((double) session.info().started().toEpochMilli(), (double)
                session.info().ended().toEpochMilli());
        strip = new RangeStrip(view);
        strip.setId("session-strip");
        overview.show(strip);
        player = new Player(texts, view);
        noteBar = new NoteBar(texts, view.run(), editor.isStored(), this::annotate);
        notes = new NotesPane(
                texts,
                this::endpointName,
                this::jump,
                editor.isStored() ? Optional.of(this::remove) : Optional.empty(),
                () -> beginNote(middleOfView()));
        annotations.addAll(session.annotations());
        header = new SessionHeader(
                session.info(),
                texts,
                new SessionHeader.Commands(
                        back,
                        editor.isStored() ? Optional.of(name -> rename(name, renamed)) : Optional.empty(),
                        editor.isStored() ? Optional.of(this::editWords) : Optional.empty(),
                        () -> context.export(session, range(), () -> {}),
                        reload,
                        folder));
        layOut(overview.peak());
        showAnnotations();
        subscriptions = Subscription.combine(
                view.shownProperty().subscribe((before, now) -> describe()),
                context.clock().whileShowing(node, FRAMES_PER_SECOND, this::tick));
        describe();
        endpoints.getSelectionModel().selectFirst();
    }

    private void layOut(double peak) {
        strip.setOnContextMenuRequested(e -> beginNote(strip.momentAt(e.getX())));
        strip.onMark(mark -> annotations.stream()
                .filter(annotation -> annotation.id().equals(mark.id()))
                .findFirst()
                .ifPresent(this::jump));
        Tooltip.install(shown, new Tooltip(texts.get("session.strip.help")));
        strip.setAccessibleHelp(texts.get("session.strip.help"));
        Button whole = new Button(texts.get("session.whole"), new FontIcon(Feather.MAXIMIZE_2));
        whole.setId("session-whole");
        whole.getStyleClass().add("small");
        whole.setMinWidth(Region.USE_PREF_SIZE);
        whole.setTooltip(new Tooltip(texts.get("session.whole.help")));
        whole.setOnAction(e -> view.follow());
        whole.disableProperty().bind(view.liveProperty());
        Button note = new Button(texts.get("session.note"), new FontIcon(Feather.BOOKMARK));
        note.setId("session-note");
        note.getStyleClass().add("small");
        note.setMinWidth(Region.USE_PREF_SIZE);
        note.setTooltip(new Tooltip(texts.get("session.note.help")));
        note.setOnAction(e -> beginNote(middleOfView()));
        shown.setId("session-shown");
        shown.getStyleClass().add("session-shown");
        shown.setMinWidth(0);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Label scale = new Label(texts.get("session.strip.scale", Unit.BYTES_PER_SECOND.format(peak)));
        scale.getStyleClass().add("session-scale");
        scale.setMinWidth(0);
        HBox controls = new HBox(player.node(), shown, gap, scale, note, whole);
        controls.getStyleClass().add("session-controls");
        HBox.setHgrow(strip, Priority.ALWAYS);
        VBox time = new VBox(strip, controls, noteBar.node());
        time.getStyleClass().add("session-time");
        makeEndpoints();
        SplitPane side = new SplitPane(endpointsSide(), notes.node());
        side.setOrientation(Orientation.VERTICAL);
        side.setDividerPositions(0.5);
        side.setMinWidth(SIDE_WIDTH * 0.75);
        side.setPrefWidth(SIDE_WIDTH);
        side.setMaxWidth(SIDE_WIDTH * 2);
        SplitPane.setResizableWithParent(side, false);
        body.getItems().addAll(side, middle);
        body.setDividerPositions(0.21);
        VBox.setVgrow(body, Priority.ALWAYS);
        node.getChildren().addAll(header.node(), time, body);
        node.getStyleClass().addAll("endpoint-panel", "session-view");
        node.setId("session-view");
        node.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    private Node endpointsSide() {
        Label title = new Label(texts.get("session.endpoints"));
        title.getStyleClass().add("list-title");
        HBox head = new HBox(title);
        head.getStyleClass().add("session-side-head");
        VBox.setVgrow(endpoints, Priority.ALWAYS);
        VBox box = new VBox(head, endpoints);
        box.getStyleClass().add("session-side");
        return box;
    }

    private void makeEndpoints() {
        endpoints.setId("session-endpoints");
        endpoints.getStyleClass().addAll("endpoint-list", "session-endpoints");
        endpoints.setAccessibleText(texts.get("session.endpoints"));
        endpoints.setFixedCellSize(ENDPOINT_HEIGHT);
        endpoints.setPlaceholder(new Label(texts.get("session.endpoints.none")));
        endpoints.setCellFactory(list -> new EndpointCell());
        endpoints.getItems().setAll(session.endpoints());
        endpoints.getSelectionModel().selectedItemProperty().subscribe((before, now) -> choose(now));
    }

    /** Name, protocol, and what crossed it. */
    private static final class EndpointCell extends ListCell<SessionEndpoint> {
        private final Label name = new Label();
        private final Label detail = new Label();
        private final VBox lines = new VBox(name, detail);

        EndpointCell() {
            setPrefWidth(0);
            detail.getStyleClass().add("endpoint-detail");
            lines.getStyleClass().add("session-endpoint-row");
        }

        @Override
        protected void updateItem(@Nullable SessionEndpoint item, boolean empty) {
            super.updateItem(item, empty);
            setGraphic(item == null || empty ? null : lines);
            setAccessibleText(null);
            if (item != null && !empty) {
                Sample latest = item.metrics().latest();
                name.setText(item.info().name());
                detail.setText("↓ " + Unit.BYTES.format((double) latest.bytesIn()) + "  ↑ "
                        + Unit.BYTES.format((double) latest.bytesOut())
                        + (latest.errors() == 0 ? "" : "  ✕ " + Unit.COUNT.format((double) latest.errors())));
                setAccessibleText(name.getText() + ", " + detail.getText());
            }
        }
    }

    private void key(KeyEvent event) {
        if (event.isShortcutDown() && event.getCode() == KeyCode.F && endpoint != null) {
            endpoint.focusFilter();
            event.consume();
        } else if (event.getCode() == KeyCode.F2) {
            Node name = node.lookup("#session-name");
            if (name != null) {
                name.requestFocus();
                event.consume();
            }
        }
    }

    Node node() {
        return node;
    }

    Session session() {
        return session;
    }

    /** What of the session is looked at. */
    TimeRange range() {
        Stretch now = view.shownProperty().get();
        return view.isLive() ? TimeRange.ALL : new TimeRange((long) now.from(), (long) now.to());
    }

    /** Moves the focus into it. */
    void focus() {
        endpoints.requestFocus();
    }

    private void choose(@Nullable SessionEndpoint chosen) {
        if (endpoint != null) {
            endpoint.dispose();
            endpoint = null;
        }
        if (chosen == null) {
            middle.setCenter(null);
            return;
        }
        EndpointView next =
                new EndpointView(session, chosen, view, context, at -> beginNote((double) at.toEpochMilli()));
        showMarks();
        endpoint = next;
        middle.setCenter(next.node());
    }

    private void tick(long nanos) {
        player.tick(nanos);
        strip.render();
    }

    private void describe() {
        Stretch now = view.shownProperty().get();
        String text = Times.clock(now.from()) + " – " + Times.clock(now.to()) + "  ·  "
                + Times.length(java.time.Duration.ofMillis(Math.round(now.width())));
        shown.setText(text);
        strip.setAccessibleText(texts.get("session.strip", text));
    }

    private double middleOfView() {
        Stretch now = view.shownProperty().get();
        return (now.from() + now.to()) / 2;
    }

    private String endpointName(String id) {
        return session.endpoints().stream()
                .filter(e -> e.info().id().equals(id))
                .findFirst()
                .map(e -> e.info().name())
                .orElse(id);
    }

    private Optional<SessionEndpoint> chosen() {
        return Optional.ofNullable(endpoints.getSelectionModel().getSelectedItem());
    }

    // Marks

    private void showAnnotations() {
        annotations.sort(Comparator.comparing(Annotation::at));
        notes.show(annotations);
        strip.marks(AnnotationMarks.of(annotations, texts));
        showMarks();
    }

    /** The charts show what concerns their endpoint. */
    private void showMarks() {
        String id = chosen().map(e -> e.info().id()).orElse("");
        view.marks().show(AnnotationMarks.of(annotations, id, texts));
    }

    /** Brings a mark into the middle of what is looked at, and its endpoint into view. */
    private void jump(Annotation annotation) {
        player.stop();
        double at = (double) annotation.atMillis();
        double width = Math.min(view.shownProperty().get().width(), AROUND_MARK_MILLIS);
        view.show(at - width / 2, at + width / 2);
        session.endpoints().stream()
                .filter(e -> e.info().id().equals(annotation.endpoint()))
                .findFirst()
                .ifPresent(e -> endpoints.getSelectionModel().select(e));
        notes.choose(annotation.id());
    }

    private void beginNote(double millis) {
        player.stop();
        noteBar.open(millis, chosen().map(e -> e.info().name()).orElse(""), strip::requestFocus);
    }

    private void annotate(Instant at, boolean ofEndpoint, String text) {
        String id = ofEndpoint ? chosen().map(e -> e.info().id()).orElse("") : "";
        context.run(
                () -> editor.annotate(at, id, text),
                made -> {
                    if (!disposed) {
                        annotations.add(made);
                        showAnnotations();
                        notes.choose(made.id());
                    }
                },
                context::show);
    }

    private void remove(Annotation annotation) {
        context.run(
                () -> {
                    editor.remove(annotation);
                    return annotation;
                },
                gone -> {
                    if (!disposed) {
                        annotations.remove(gone);
                        showAnnotations();
                    }
                },
                context::show);
    }

    private void rename(String name, Consumer<String> renamed) {
        context.run(
                () -> {
                    editor.rename(name);
                    return name;
                },
                renamed,
                context::show);
    }

    /** Asks what is to be written about the session. */
    private void editWords() {
        context.ask(
                texts.get("session.words"),
                words,
                true,
                text -> context.run(
                        () -> {
                            editor.notes(text);
                            return text;
                        },
                        written -> {
                            words = written;
                            header.words(written);
                        },
                        context::show));
    }

    /** Reads no more, and closes the session. */
    void dispose() {
        disposed = true;
        player.stop();
        subscriptions.unsubscribe();
        if (endpoint != null) {
            endpoint.dispose();
        }
        session.close();
    }
}
