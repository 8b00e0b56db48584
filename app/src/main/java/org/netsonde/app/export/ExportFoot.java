package org.netsonde.app.export;

import java.nio.file.Path;
import java.util.stream.Collectors;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.fx.Clipboards;
import org.netsonde.app.text.Texts;

/** Below the choices: the button that begins, how far it is, and where the files are. JavaFX thread only. */
final class ExportFoot {

    private static final PseudoClass GOOD = PseudoClass.getPseudoClass("good");
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");
    private static final int FRAMES_PER_SECOND = 15;

    private final ExportContext context;
    private final Texts texts;
    private final Label state = new Label();
    private final ProgressBar progress = new ProgressBar(0);
    private final Button show = new Button();
    private final Button copy = new Button();
    private final Button cancel = new Button();
    private final Button start = new Button();
    private final VBox node = new VBox();
    private Subscription follow = Subscription.EMPTY;
    private Path folder = Path.of("");
    private String paths = "";

    ExportFoot(ExportContext context, Runnable export, Runnable cancelled) {
        this.context = context;
        texts = context.texts();
        state.setId("export-state");
        state.getStyleClass().add("export-state");
        state.setWrapText(true);
        state.setMinHeight(Region.USE_PREF_SIZE);
        progress.setId("export-progress");
        progress.setMaxWidth(Double.MAX_VALUE);
        button(show, "show-folder", "shell.show-folder", () -> context.showFolder(folder));
        button(copy, "copy-path", "shell.copy-path", () -> {
            Clipboards.copy(paths);
            context.show(texts.get("export.copied"));
        });
        button(cancel, "export-cancel", "shell.cancel", cancelled);
        button(start, "export-start", "export.start", export);
        start.getStyleClass().add("accent");
        start.setDefaultButton(true);
        for (Node part : new Node[] {show, copy, cancel, progress, state}) {
            part.managedProperty().bind(part.visibleProperty());
        }
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox buttons = new HBox(show, copy, space, cancel, start);
        buttons.getStyleClass().add("export-buttons");
        node.getChildren().setAll(state, progress, buttons);
        node.getStyleClass().add("export-foot");
        ready();
    }

    private void button(Button button, String id, String key, Runnable run) {
        button.setId(id);
        button.setText(texts.get(key));
        button.setOnAction(event -> run.run());
        button.setMinWidth(Region.USE_PREF_SIZE);
    }

    Node node() {
        return node;
    }

    void focus() {
        start.requestFocus();
    }

    void focusCancel() {
        cancel.requestFocus();
    }

    /** The run is being read. */
    void reading() {
        say(texts.get("export.reading"), false, false);
        start.setDisable(true);
    }

    /** It can begin. */
    void ready() {
        say("", false, false);
        busy(false);
    }

    /** The run cannot be read. */
    void unreadable(String why) {
        say(why, false, true);
    }

    /** What was said of the export before is about other choices now. */
    void changed() {
        if (!progress.isVisible()) {
            say("", false, false);
        }
    }

    /** It goes on. */
    void running(ExportJob job) {
        say(texts.get("export.running"), false, false);
        progress.setAccessibleText(state.getText());
        busy(true);
        progress.setProgress(0);
        // Follows at frame rate; the exporting thread only leaves the latest figure.
        follow = context.clock().whileShowing(progress, FRAMES_PER_SECOND, now -> progress.setProgress(job.progress()));
        cancel.requestFocus();
    }

    /** It ended. */
    void ended(ExportJob.Outcome outcome, Path into) {
        busy(false);
        folder = into;
        paths = outcome.files().stream().map(Path::toString).collect(Collectors.joining("\n"));
        boolean some = !outcome.files().isEmpty();
        if (outcome.complete()) {
            say(
                    outcome.files().size() == 1
                            ? texts.get("export.done.one", paths)
                            : texts.get("export.done", outcome.files().size(), into.toString()),
                    true,
                    false);
        } else {
            say(
                    some ? texts.get("export.cancelled.some", names(outcome)) : texts.get("export.cancelled"),
                    false,
                    false);
        }
        show.setVisible(some);
        copy.setVisible(some);
        if (some) {
            show.requestFocus();
        } else {
            start.requestFocus();
        }
    }

    private static String names(ExportJob.Outcome outcome) {
        return outcome.files().stream()
                .map(file -> String.valueOf(file.getFileName()))
                .collect(Collectors.joining(", "));
    }

    /** It did not work. */
    void failed(String why) {
        busy(false);
        say(why, false, true);
        start.requestFocus();
    }

    private void busy(boolean busy) {
        follow.unsubscribe();
        progress.setVisible(busy);
        cancel.setVisible(busy);
        start.setDisable(busy);
    }

    private void say(String text, boolean good, boolean bad) {
        state.setText(text);
        state.setVisible(!text.isEmpty());
        state.setGraphic(good ? new FontIcon(Feather.CHECK_CIRCLE) : bad ? new FontIcon(Feather.ALERT_TRIANGLE) : null);
        state.pseudoClassStateChanged(GOOD, good);
        state.pseudoClassStateChanged(BAD, bad);
        show.setVisible(false);
        copy.setVisible(false);
    }
}
