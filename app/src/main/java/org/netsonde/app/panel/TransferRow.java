package org.netsonde.app.panel;

import java.nio.file.Path;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.netsonde.app.chart.Unit;
import org.netsonde.app.fx.IconButtons;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.protocol.Transfer;

/** One file that is saved: what comes from where, how far it is, and what can be done with it. */
final class TransferRow {

    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");
    private static final double NANOS = 1e9;

    private final Transfer transfer;
    private final Texts texts;
    private final Label name = new Label();
    private final ProgressBar bar = new ProgressBar();
    private final Label progress = new Label();
    private final Label why = new Label();
    private final Button cancel;
    private final Button resume;
    private final Button folder;
    private final Button forget;
    private final VBox node;
    private @Nullable Path shown;
    private long bytesBefore = -1;
    private long lookedAt;
    private double rate = -1;

    /**
     * A row.
     *
     * @param remove takes it out of the list
     */
    TransferRow(Transfer transfer, PanelContext context, Runnable remove) {
        this.transfer = transfer;
        texts = context.texts();
        name.getStyleClass().add("transfer-name");
        name.setTooltip(new Tooltip());
        name.setMinWidth(0);
        Label source = new Label(transfer.source());
        source.getStyleClass().add("transfer-source");
        source.setTooltip(new Tooltip(transfer.source()));
        source.setMinWidth(0);
        cancel = button(Feather.X_CIRCLE, "cancel", transfer::cancel);
        resume = button(Feather.PLAY, "resume", transfer::resume);
        folder = button(Feather.FOLDER, "folder", () -> {
            Path parent = transfer.file().toAbsolutePath().getParent();
            if (parent != null) {
                context.showFolder(parent);
            }
        });
        forget = button(Feather.TRASH_2, "forget", remove);
        HBox buttons = new HBox(cancel, resume, folder, forget);
        buttons.getStyleClass().add("row-buttons");
        buttons.setMinWidth(Region.USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(name, space, buttons);
        head.getStyleClass().add("transfer-head");
        bar.setMaxWidth(Double.MAX_VALUE);
        progress.getStyleClass().add("transfer-progress");
        progress.setMinWidth(0);
        why.getStyleClass().add("transfer-why");
        why.setWrapText(true);
        why.setMinHeight(Region.USE_PREF_SIZE);
        node = new VBox(head, source, bar, progress, why);
        node.getStyleClass().add("transfer");
        refresh();
    }

    private Button button(Feather icon, String what, Runnable action) {
        Button button = IconButtons.flat(icon, "");
        button.getStyleClass().addAll("small", "transfer-" + what);
        button.managedProperty().bind(button.visibleProperty());
        button.setOnAction(e -> {
            action.run();
            refresh();
        });
        return button;
    }

    Node node() {
        return node;
    }

    /** Shows where it goes, which the server may have a say in. */
    private void refreshFile() {
        Path file = transfer.file();
        if (file.equals(shown)) {
            return;
        }
        shown = file;
        String last = String.valueOf(file.getFileName());
        name.setText(last);
        name.getTooltip().setText(file.toString());
        bar.setAccessibleText(file.toString());
        say(cancel, texts.get("panel.files.cancel", last));
        say(resume, texts.get("panel.files.resume", last));
        say(folder, texts.get("panel.files.folder", last));
        say(forget, texts.get("panel.files.forget", last));
    }

    private static void say(Button button, String text) {
        button.getTooltip().setText(text);
        button.setAccessibleText(text);
    }

    /** Shows how far it is now. */
    void refresh() {
        refreshFile();
        Transfer.State state = transfer.state();
        long bytes = transfer.bytes();
        long total = transfer.total();
        boolean running = state == Transfer.State.RUNNING;
        measure(bytes, running);
        boolean known = total > 0;
        bar.setProgress(
                state == Transfer.State.DONE
                        ? 1
                        : known
                                ? Math.min(1, (double) bytes / total)
                                : running ? ProgressBar.INDETERMINATE_PROGRESS : 0);
        String amount = known && state != Transfer.State.DONE
                ? texts.get("panel.files.of", size(bytes), size(total))
                : size(bytes);
        String pace = running && rate >= 0 ? "  ·  " + Unit.BYTES_PER_SECOND.format(rate) : "";
        progress.setText(stateWord(state) + "  ·  " + amount + pace);
        String failure = transfer.failure().map(texts::get).orElse("");
        boolean failed = state == Transfer.State.FAILED && !failure.isEmpty();
        why.setText(failure);
        why.setVisible(failed);
        why.setManaged(failed);
        progress.pseudoClassStateChanged(BAD, state == Transfer.State.FAILED);
        cancel.setVisible(running);
        resume.setVisible(!running && transfer.resumable());
        forget.setVisible(!running);
    }

    private String stateWord(Transfer.State state) {
        return switch (state) {
            case RUNNING -> texts.get("panel.files.state.running");
            case DONE -> texts.get("panel.files.state.done");
            case CANCELLED -> texts.get("panel.files.state.cancelled");
            case FAILED -> texts.get("panel.files.state.failed");
        };
    }

    /** The pace of the last moments: half of it what was before, or it would flicker. */
    private void measure(long bytes, boolean running) {
        long now = System.nanoTime();
        if (!running) {
            bytesBefore = -1;
            rate = -1;
            return;
        }
        if (bytesBefore >= 0 && now > lookedAt) {
            double latest = Math.max(0, bytes - bytesBefore) * NANOS / (now - lookedAt);
            rate = rate < 0 ? latest : (rate + latest) / 2;
        }
        bytesBefore = bytes;
        lookedAt = now;
    }

    private static String size(long bytes) {
        return Unit.BYTES.format((double) bytes);
    }
}
