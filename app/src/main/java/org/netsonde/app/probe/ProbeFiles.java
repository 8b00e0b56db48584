package org.netsonde.app.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.function.Supplier;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.fx.Clipboards;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.file.WholeFile;
import org.netsonde.engine.probe.ProbeJson;
import org.netsonde.engine.probe.ProbeReport;
import org.netsonde.engine.probe.ProbeResult;

/** Takes what was found out away. JavaFX thread only; files are written in the background. */
final class ProbeFiles {

    private final ProbeContext context;
    private final Texts texts;
    private final Supplier<ProbeResult> result;

    /**
     * @param result what was found out, whenever it is asked for
     */
    ProbeFiles(ProbeContext context, Supplier<ProbeResult> result) {
        this.context = context;
        this.result = result;
        texts = context.texts();
    }

    /** The ways to take it away. */
    MenuButton menu() {
        MenuButton menu = new MenuButton(texts.get("probing.export"), new FontIcon(Feather.SHARE));
        menu.setId("probe-export");
        menu.setMinWidth(Region.USE_PREF_SIZE);
        menu.getItems()
                .setAll(
                        item("probe-export-json", "probing.export.json", this::saveJson),
                        item("probe-export-text", "probing.export.text", this::saveText),
                        item("probe-copy", "probing.export.copy", this::copy));
        return menu;
    }

    private MenuItem item(String id, String key, Runnable action) {
        MenuItem item = new MenuItem(texts.get(key));
        item.setId(id);
        item.setOnAction(e -> action.run());
        return item;
    }

    private interface Writer {
        void write(Path file, ProbeResult result);
    }

    private void saveJson() {
        save(
                "probing.export.json",
                "probing.kind.json",
                "json",
                (file, found) -> WholeFile.replace(file, out -> ProbeJson.write(found, out)));
    }

    private void saveText() {
        save(
                "probing.export.text",
                "probing.kind.text",
                "txt",
                (file, found) ->
                        WholeFile.replace(file, out -> out.write(text(found).getBytes(UTF_8))));
    }

    private void copy() {
        Clipboards.copy(text(result.get()));
        context.show(texts.get("probing.copied"));
    }

    private String text(ProbeResult found) {
        return new ProbeReport(found, texts.locale()).plain();
    }

    private void save(String title, String kind, String extension, Writer writer) {
        ProbeResult found = result.get();
        String host = found.request().target().host().replaceAll("[^A-Za-z0-9.-]", "_");
        context.saveTo(texts.get(title), texts.get(kind), extension, "probe-" + host + "." + extension)
                .ifPresent(file -> context.run(
                        () -> {
                            writer.write(file, found);
                            return file;
                        },
                        context::written,
                        context::show));
    }
}
