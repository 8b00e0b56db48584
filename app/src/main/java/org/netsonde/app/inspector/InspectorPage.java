package org.netsonde.app.inspector;

import java.time.ZoneId;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.bench.part.Verdict;
import org.netsonde.app.security.SecurityContext;
import org.netsonde.app.security.SecurityPage;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.probe.tls.InspectionReport;
import org.netsonde.engine.probe.tls.TlsInspection;
import org.netsonde.engine.probe.tls.TlsRequest;
import org.netsonde.engine.probe.tls.TlsTarget;

/** Inspects TLS servers and shows what was found out about one. JavaFX thread only. */
public final class InspectorPage implements SecurityPage {

    private static final int LOOKS_PER_SECOND = 10;

    private final SecurityContext context;
    private final Texts texts;
    private final TargetBar bar;
    private final InspectionFiles files;
    private final Verdict verdict = new Verdict("inspect-failure");
    private final Label step = new Label();
    private final HBox progress;
    private final StackPane result = new StackPane();
    private final VBox node;
    private final Subscription clock;
    private @Nullable InspectionRun run;

    /** A page on which nothing was inspected yet. */
    public InspectorPage(SecurityContext context) {
        this.context = context;
        texts = context.texts();
        bar = new TargetBar(context, this::begin, this::cancel);
        files = new InspectionFiles(context);
        ProgressBar moving = new ProgressBar(ProgressBar.INDETERMINATE_PROGRESS);
        moving.setAccessibleText(texts.get("inspector.running"));
        step.setId("inspect-step");
        progress = new HBox(moving, step);
        progress.getStyleClass().add("bench-line");
        progress.managedProperty().bind(progress.visibleProperty());
        progress.setVisible(false);
        VBox above = new VBox(bar.node(), verdict.node(), progress);
        above.getStyleClass().add("inspector-above");
        VBox.setVgrow(result, Priority.ALWAYS);
        node = new VBox(above, result);
        node.setId("inspector");
        node.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE && run != null) {
                e.consume();
                cancel();
            }
        });
        clock = context.clock().whileShowing(node, LOOKS_PER_SECOND, now -> look());
        result.getChildren().setAll(empty());
    }

    private Node empty() {
        Label words = new Label(texts.get("inspector.empty"));
        words.setWrapText(true);
        words.setGraphic(new FontIcon(Feather.SEARCH));
        words.getStyleClass().add("inspector-empty");
        words.setMinHeight(Region.USE_PREF_SIZE);
        return words;
    }

    @Override
    public String id() {
        return "inspector";
    }

    @Override
    public Feather icon() {
        return Feather.SEARCH;
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public void focus() {
        bar.focus();
    }

    @Override
    public void showing() {
        bar.refresh();
    }

    /** Whether an endpoint is a running server that speaks TLS. */
    public static boolean offers(Endpoint endpoint) {
        return TlsServer.target(endpoint).isPresent();
    }

    /** Inspects a running server; what is under way is cancelled. Nothing happens where it is none that speaks TLS. */
    public void inspect(Endpoint server) {
        TlsServer.target(server).ifPresent(this::inspect);
    }

    /** Inspects a server; what is under way is cancelled. */
    public void inspect(TlsTarget target) {
        cancel();
        bar.inspect(target);
    }

    private void begin() {
        TlsRequest request;
        try {
            request = bar.request();
        } catch (FailureException e) {
            verdict.bad(texts.get(e.failure()));
            return;
        }
        verdict.clear();
        InspectionRun begun = new InspectionRun(context, request);
        run = begun;
        busy(true);
        bar.focusCancel();
        begun.start(this::show, this::failed);
    }

    private void busy(boolean busy) {
        bar.busy(busy);
        progress.setVisible(busy);
        step.setText("");
    }

    private void look() {
        Phrase last = run == null ? null : run.progress();
        if (last != null) {
            step.setText(texts.get(last));
        }
    }

    private void show(TlsInspection inspection) {
        ended();
        InspectionReport report = new InspectionReport(inspection, texts.locale(), ZoneId.systemDefault());
        result.getChildren().setAll(new InspectionView(texts, inspection, report, files).node());
    }

    private void failed(Failure failure) {
        ended();
        result.getChildren().setAll(empty());
        verdict.bad(texts.get(failure));
    }

    private void ended() {
        run = null;
        busy(false);
    }

    private void cancel() {
        InspectionRun running = run;
        if (running != null) {
            running.cancel();
            ended();
            verdict.note(texts.get("inspector.cancelled"));
            bar.focus();
        }
    }

    @Override
    public void dispose() {
        clock.unsubscribe();
        if (run != null) {
            run.cancel();
        }
    }
}
