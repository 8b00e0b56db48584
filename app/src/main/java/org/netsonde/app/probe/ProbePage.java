package org.netsonde.app.probe;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.bench.BenchPage;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.probe.ProbePart;

/** Probes a host and shows what is found out about it, while it is. JavaFX thread only. */
public final class ProbePage implements BenchPage {

    private static final int LOOKS_PER_SECOND = 20;

    private final ProbeContext context;
    private final Texts texts;
    private final ProbeForm form;
    private final ProgressBar bar = new ProgressBar();
    private final Label step = new Label();
    private final HBox progress;
    private final ProbeView view;
    private final ScrollPane scroll = new ScrollPane();
    private final Node empty;
    private final VBox node;
    private final Subscription clock;
    private int seen = -1;
    private boolean fresh = true;
    private boolean running;

    /** A page that shows the probe of the desk, if there was one. */
    public ProbePage(ProbeContext context) {
        this.context = context;
        texts = context.texts();
        form = new ProbeForm(context, this::begin, this::cancel);
        view = new ProbeView(context);
        bar.setId("probe-progress");
        bar.setAccessibleText(texts.get("probing.running"));
        step.setId("probe-step");
        progress = new HBox(bar, step);
        progress.getStyleClass().add("bench-line");
        progress.managedProperty().bind(progress.visibleProperty());
        progress.setVisible(false);
        VBox above = new VBox(form.node(), progress);
        above.getStyleClass().add("inspector-above");
        scroll.setId("probe-scroll");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().addAll("edge-to-edge", "bench-tool");
        empty = empty();
        scroll.setContent(empty);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        node = new VBox(above, scroll);
        node.setId("probe");
        node.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE && running) {
                e.consume();
                cancel();
            }
        });
        clock = context.clock().whileShowing(node, LOOKS_PER_SECOND, now -> look());
        look();
    }

    private Node empty() {
        Label words = new Label(texts.get("probing.empty"));
        words.setId("probe-empty");
        words.setWrapText(true);
        words.setGraphic(new FontIcon(Feather.RADIO));
        words.getStyleClass().add("inspector-empty");
        words.setMinHeight(Region.USE_PREF_SIZE);
        return words;
    }

    @Override
    public String id() {
        return "probe";
    }

    @Override
    public String title(Texts in) {
        return in.get("probing.page.probe");
    }

    @Override
    public String help(Texts in) {
        return in.get("probing.page.probe.help");
    }

    @Override
    public Feather icon() {
        return Feather.RADIO;
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public void focus() {
        form.focus();
    }

    @Override
    public void showing() {
        look();
    }

    /** Probes a target; what is under way is given up. */
    public void probe(String target) {
        context.desk().close();
        form.busy(false);
        running = false;
        form.probe(target);
    }

    private void begin() {
        form.request().ifPresent(request -> {
            context.desk().start(request);
            seen = -1;
            fresh = true;
            look();
            form.focusCancel();
        });
    }

    private void cancel() {
        context.desk().close();
    }

    private void look() {
        Optional<Sight> news = context.desk().news(seen);
        news.ifPresent(this::show);
        view.render();
    }

    private void show(Sight sight) {
        seen = sight.version();
        if (fresh) {
            fresh = false;
            scroll.setContent(view.node());
            scroll.setVvalue(0);
        }
        view.show(sight);
        boolean runs = !sight.over();
        if (runs != running) {
            running = runs;
            form.busy(runs);
            progress.setVisible(runs);
        }
        bar.setProgress(sight.progress());
        ProbePart part = sight.part();
        step.setText(part == null ? "" : texts.get("probing.step", texts.get(part.title())));
    }

    @Override
    public void dispose() {
        clock.unsubscribe();
    }
}
