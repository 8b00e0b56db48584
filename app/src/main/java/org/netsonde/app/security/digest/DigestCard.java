package org.netsonde.app.security.digest;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.bench.part.Choices;
import org.netsonde.app.bench.part.ToolCard;
import org.netsonde.app.bench.part.Verdict;
import org.netsonde.app.bench.part.Work;
import org.netsonde.app.fx.Clipboards;
import org.netsonde.app.security.SecurityContext;
import org.netsonde.app.security.part.SourceInput;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.security.crypto.ByteForm;
import org.netsonde.engine.security.crypto.DigestAlgorithm;
import org.netsonde.engine.security.crypto.Digests;
import org.netsonde.engine.security.crypto.Watch;

/** All digests at once, each copied by a click, and which of them a given one is. JavaFX thread only. */
final class DigestCard {

    private static final Set<DigestAlgorithm> ALL = EnumSet.allOf(DigestAlgorithm.class);
    private static final PseudoClass FOUND = PseudoClass.getPseudoClass("found");

    private final SecurityContext context;
    private final Texts texts;
    private final SourceInput source;
    private final ComboBox<ByteForm> form;
    private final TextField expected = new TextField();
    private final Verdict verdict = new Verdict("digest-verdict");
    private final Verdict problem = new Verdict("digest-problem");
    private final Work work;
    private final Map<DigestAlgorithm, Button> rows = new EnumMap<>(DigestAlgorithm.class);
    private final ToolCard card;
    private Map<DigestAlgorithm, byte[]> digests = Map.of();

    DigestCard(SecurityContext context, SourceInput source) {
        this.context = context;
        this.source = source;
        texts = context.texts();
        work = new Work("digest", context).onCancel(() -> problem.note(texts.get("security.cancelled")));
        form = Choices.box(
                "digest-form",
                texts.get("digest.form"),
                EnumSet.of(ByteForm.HEX, ByteForm.BASE64, ByteForm.BASE64URL),
                one -> texts.get("security.form." + one.name().toLowerCase(java.util.Locale.ROOT)));
        form.valueProperty().subscribe((before, now) -> show());
        expected.setId("digest-expected");
        expected.setAccessibleText(texts.get("digest.expected"));
        expected.setPromptText(texts.get("digest.expected.prompt"));
        expected.getStyleClass().add("bench-bytes");
        expected.textProperty().subscribe((before, now) -> compare());
        card = new ToolCard(texts.get("digest.all"))
                .row(work.node())
                .row(problem.node())
                .row(texts.get("digest.form"), form)
                .row(texts.get("digest.expected"), expected)
                .row(verdict.node())
                .wide(table());
    }

    private GridPane table() {
        GridPane table = new GridPane();
        table.setId("digest-table");
        table.getStyleClass().add("digest-table");
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(Region.USE_PREF_SIZE);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        values.setFillWidth(true);
        table.getColumnConstraints().setAll(names, values);
        for (DigestAlgorithm algorithm : ALL) {
            Label name = new Label(algorithm.title());
            name.getStyleClass().add("bench-row-label");
            if (algorithm.isBroken()) {
                FontIcon broken = new FontIcon(Feather.ALERT_TRIANGLE);
                broken.getStyleClass().add("digest-broken");
                name.setGraphic(broken);
                name.setContentDisplay(javafx.scene.control.ContentDisplay.RIGHT);
                name.setTooltip(new Tooltip(texts.get("digest.broken")));
            }
            Button value = new Button();
            value.setId("digest-" + algorithm.name().toLowerCase(java.util.Locale.ROOT));
            value.setWrapText(true);
            value.setAlignment(Pos.CENTER_LEFT);
            value.setMaxWidth(Double.MAX_VALUE);
            value.setMinHeight(Region.USE_PREF_SIZE);
            value.getStyleClass().addAll("flat", "digest-value");
            value.setTooltip(new Tooltip(texts.get("digest.copy", algorithm.title())));
            value.setOnAction(e -> copy(algorithm, value.getText()));
            value.setDisable(true);
            name.setLabelFor(value);
            rows.put(algorithm, value);
            table.addRow(rows.size(), name, value);
        }
        return table;
    }

    ToolCard card() {
        return card;
    }

    void cancel() {
        work.cancel();
    }

    /** Makes the digests of what there is now. */
    void refresh() {
        Optional<Path> file = source.file();
        Optional<byte[]> bytes =
                file.isPresent() ? Optional.empty() : source.typed().read();
        if (file.isEmpty() && bytes.isEmpty()) {
            arrived(Map.of());
            return;
        }
        problem.clear();
        Function<Watch, Map<DigestAlgorithm, byte[]>> task = file.<Function<Watch, Map<DigestAlgorithm, byte[]>>>map(
                        path -> watch -> Digests.ofFile(ALL, path, watch))
                .orElseGet(() -> watch -> Digests.of(ALL, bytes.orElseThrow()));
        if (file.isPresent()) {
            arrived(Map.of());
        }
        work.start(task, this::arrived, failure -> {
            arrived(Map.of());
            problem.bad(texts.get(failure));
        });
    }

    private void arrived(Map<DigestAlgorithm, byte[]> made) {
        digests = made;
        show();
        compare();
    }

    private void show() {
        rows.forEach((algorithm, row) -> {
            byte[] digest = digests.get(algorithm);
            String text = digest == null ? "" : form.getValue().write(digest);
            row.setText(text);
            row.setDisable(digest == null);
            row.setAccessibleText(algorithm.title() + " " + text);
        });
    }

    private void copy(DigestAlgorithm algorithm, String digest) {
        Clipboards.copy(digest);
        context.show(texts.get("digest.copied", algorithm.title()));
    }

    private void compare() {
        // Lists of digests have the name of the file behind it.
        String given = expected.getText().strip().split("\\s", 2)[0];
        Optional<DigestAlgorithm> found = Digests.find(digests, given);
        rows.forEach((algorithm, row) -> row.pseudoClassStateChanged(FOUND, found.equals(Optional.of(algorithm))));
        if (given.isEmpty() || digests.isEmpty()) {
            verdict.clear();
            return;
        }
        found.ifPresentOrElse(
                algorithm -> {
                    String key = algorithm.isBroken() ? "digest.found.broken" : "digest.found";
                    verdict.good(texts.get(key, algorithm.title()));
                },
                () -> verdict.bad(texts.get("digest.found.none")));
    }
}
