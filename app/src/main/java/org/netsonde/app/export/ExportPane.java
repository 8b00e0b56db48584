package org.netsonde.app.export;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.export.Export;
import org.netsonde.engine.export.Exports;
import org.netsonde.engine.session.EndpointInfo;
import org.netsonde.engine.session.Session;
import org.netsonde.engine.session.SessionEndpoint;
import org.netsonde.engine.session.SessionInfo;

/**
 * Asks in which formats a run is taken away, what of it and where to, and does it: several formats into a folder, one into a
 * file. What is wrong is marked where it stands. JavaFX thread only.
 */
public final class ExportPane {

    private final ExportContext context;
    private final ExportSubject subject;
    private final FormatChoice formats;
    private final EndpointChoice endpoints;
    private final TimeChoice time;
    private final TargetChoice target;
    private final ExportFoot foot;
    private final GridPane choices = new GridPane();
    private final Button close = new Button(null, new FontIcon(Feather.X));
    private final BorderPane node = new BorderPane();
    private boolean asked;
    private @Nullable ExportJob running;

    /** What there is to choose from. */
    private record Found(SessionInfo info, List<EndpointInfo> endpoints) {}

    /** A dialog that knows nothing of the run before {@link #refresh}. */
    public ExportPane(ExportContext context, ExportSubject subject) {
        this.context = context;
        this.subject = subject;
        Texts texts = context.texts();
        ExportContext.Choice remembered = context.remembered();
        target = new TargetChoice(remembered.folder(), context, this::changed);
        endpoints = new EndpointChoice(texts, this::changed);
        time = new TimeChoice(subject.visible(), texts, this::changed);
        foot = new ExportFoot(context, this::export, this::cancel);
        formats = new FormatChoice(Exports.builtin(texts.locale()).all(), remembered.formats(), texts, this::changed);
        target.show(formats.chosen());
        node.setTop(header(texts));
        node.setCenter(body(texts));
        node.setBottom(foot.node());
        node.getStyleClass().add("export");
        node.setId("export-dialog");
        node.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                event.consume();
                leave();
            }
        });
    }

    private Node header(Texts texts) {
        Label title = new Label(texts.get("export.title", subject.name()));
        title.getStyleClass().add("title-4");
        title.setMinWidth(0);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        close.setId("close-export");
        close.getStyleClass().addAll("flat", "button-icon");
        close.setTooltip(new Tooltip(texts.get("export.close")));
        close.setAccessibleText(texts.get("export.close"));
        close.setOnAction(event -> leave());
        HBox header = new HBox(title, space, close);
        header.getStyleClass().add("export-head");
        return header;
    }

    private Node body(Texts texts) {
        VBox right = new VBox(
                section(texts.get("export.time"), time.node()),
                section(texts.get("export.endpoints"), endpoints.node()),
                section(texts.get("export.target"), target.node()));
        right.getStyleClass().add("export-column");
        VBox left = new VBox(section(texts.get("export.formats"), formats.node()));
        left.getStyleClass().add("export-column");
        ColumnConstraints narrow = new ColumnConstraints();
        narrow.setPercentWidth(42);
        ColumnConstraints wide = new ColumnConstraints();
        wide.setPercentWidth(58);
        choices.getColumnConstraints().setAll(narrow, wide);
        choices.getStyleClass().add("export-columns");
        choices.addRow(0, left, right);
        ScrollPane scroll = new ScrollPane(choices);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("edge-to-edge");
        return scroll;
    }

    private static Node section(String title, Node content) {
        Label label = new Label(title);
        label.getStyleClass().add("section-title");
        VBox section = new VBox(label, content);
        section.getStyleClass().add("export-section");
        return section;
    }

    /** The dialog. */
    public Region node() {
        return node;
    }

    /** Moves the focus to what is done next. */
    public void focus() {
        if (running == null) {
            foot.focus();
        } else {
            foot.focusCancel();
        }
    }

    /** Looks what there is to export. */
    public void refresh() {
        choices.setDisable(true);
        foot.reading();
        context.run(
                () -> {
                    Session session = subject.opens().get();
                    return new Found(
                            session.info(),
                            session.endpoints().stream()
                                    .map(SessionEndpoint::info)
                                    .toList());
                },
                found -> {
                    choices.setDisable(false);
                    time.show(found.info());
                    endpoints.show(found.endpoints());
                    foot.ready();
                    foot.focus();
                },
                failure -> foot.unreadable(context.texts().get(failure)));
    }

    private void leave() {
        if (running == null) {
            context.close();
        } else {
            cancel();
        }
    }

    private void cancel() {
        if (running != null) {
            running.cancel();
        }
    }

    /** Once it was asked for, what is wrong is marked and goes as it is put right. */
    private void changed() {
        target.show(formats.chosen());
        foot.changed();
        if (asked) {
            check();
        }
    }

    private boolean check() {
        boolean formatsGood = formats.check();
        boolean timeGood = time.check();
        boolean endpointsGood = endpoints.check();
        boolean targetGood = target.check();
        return formatsGood && timeGood && endpointsGood && targetGood;
    }

    private void export() {
        asked = true;
        if (!check()) {
            focusProblem();
            return;
        }
        ExportJob job = new ExportJob(subject.opens(), time.chosen(), endpoints.chosen(), target.targets());
        context.remember(new ExportContext.Choice(
                target.folder().orElse(null),
                formats.chosen().stream().map(Export::id).toList()));
        context.run(
                job::existing,
                existing -> {
                    if (existing.isEmpty()) {
                        begin(job);
                    } else {
                        context.confirmReplacing(existing, () -> begin(job));
                    }
                },
                failure -> foot.failed(context.texts().get(failure)));
    }

    private void focusProblem() {
        if (!formats.check()) {
            formats.focus();
        } else if (!time.check()) {
            time.focus();
        } else if (!endpoints.check()) {
            endpoints.focus();
        } else {
            target.focus();
        }
    }

    private void begin(ExportJob job) {
        if (running != null) {
            return;
        }
        running = job;
        choices.setDisable(true);
        close.setDisable(true);
        foot.running(job);
        context.run(
                job::write,
                outcome -> {
                    ended();
                    foot.ended(outcome, target.folder().orElse(Path.of("")));
                },
                failure -> {
                    ended();
                    foot.failed(context.texts().get(failure));
                });
    }

    private void ended() {
        running = null;
        choices.setDisable(false);
        close.setDisable(false);
    }
}
