package org.netsonde.app.experiment;

import java.util.List;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.chart.Pictured;
import org.netsonde.app.charting.PictureItems;
import org.netsonde.app.fx.Clipboards;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.experiment.ExperimentResult;
import org.netsonde.engine.experiment.Findings;
import org.netsonde.engine.export.experiment.ExperimentDocument;
import org.netsonde.engine.export.experiment.ExperimentExport;
import org.netsonde.engine.export.experiment.ExperimentExports;
import org.netsonde.engine.file.WholeFile;

/** Takes results away: as files, as a picture of the chart, as sentences. JavaFX thread only; files are written in the background. */
final class ResultFiles {

    private final Trial trial;
    private final ExperimentContext context;
    private final Texts texts;

    ResultFiles(Trial trial, ExperimentContext context) {
        this.trial = trial;
        this.context = context;
        texts = context.texts();
    }

    /** The button with all ways. */
    MenuButton menu(Pictured chart) {
        MenuButton menu = new MenuButton(texts.get("experiments.export"), new FontIcon(Feather.SHARE));
        menu.setId("experiment-export");
        menu.setMinWidth(Region.USE_PREF_SIZE);
        for (ExperimentExport format :
                ExperimentExports.builtin(texts.locale()).standard().all()) {
            menu.getItems().add(item(format.id(), texts.get("export.format." + format.id()), () -> save(format)));
        }
        menu.getItems().add(new SeparatorMenuItem());
        menu.getItems().addAll(new PictureItems(chart, context).all());
        menu.getItems().add(item("sentences", texts.get("experiments.copy-sentences"), this::copySentences));
        return menu;
    }

    private static MenuItem item(String name, String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setId("experiment-export-" + name);
        item.setOnAction(e -> action.run());
        return item;
    }

    private void save(ExperimentExport format) {
        ExperimentResult result = trial.result().orElse(null);
        if (result == null) {
            return;
        }
        ExperimentDocument document = new ExperimentDocument(trial.name(), result, context.version());
        String kind = texts.get("export.format." + format.id());
        context.saveTo(kind, kind, format.ending().substring(1), document.fileName() + format.ending())
                .ifPresent(file -> context.run(
                        () -> {
                            WholeFile.replace(file, out -> format.write(document, out));
                            return file;
                        },
                        context::written,
                        context::show));
    }

    private void copySentences() {
        List<String> said = trial.result()
                .map(result -> Findings.of(result, texts.locale()).all())
                .orElse(List.of());
        Clipboards.copy(String.join("\n", said));
        context.show(texts.get("experiments.copied"));
    }
}
