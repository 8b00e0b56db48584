package org.netsonde.app.inspector;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.fx.Clipboards;
import org.netsonde.app.security.SecurityContext;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.file.WholeFile;
import org.netsonde.engine.probe.tls.InspectionHtml;
import org.netsonde.engine.probe.tls.InspectionJson;
import org.netsonde.engine.probe.tls.InspectionReport;
import org.netsonde.engine.probe.tls.TlsInspection;
import org.netsonde.engine.security.PemFiles;

/** Takes inspections and certificates away as files. JavaFX thread only; files are written in the background. */
final class InspectionFiles {

    private final SecurityContext context;
    private final Texts texts;

    InspectionFiles(SecurityContext context) {
        this.context = context;
        texts = context.texts();
    }

    /** The ways to export an inspection. */
    MenuButton menu(TlsInspection inspection, InspectionReport report) {
        MenuButton menu = new MenuButton(texts.get("inspector.export"), new FontIcon(Feather.SHARE));
        menu.setId("inspection-export");
        menu.setMinWidth(Region.USE_PREF_SIZE);
        menu.getItems()
                .setAll(
                        item("html", () -> saveHtml(inspection)),
                        item("json", () -> saveJson(inspection)),
                        item("copy", () -> {
                            Clipboards.copy(report.text());
                            context.show(texts.get("inspector.copied"));
                        }));
        return menu;
    }

    private MenuItem item(String name, Runnable action) {
        MenuItem item = new MenuItem(texts.get("inspector.export." + name));
        item.setId("inspection-export-" + name);
        item.setOnAction(e -> action.run());
        return item;
    }

    private void saveHtml(TlsInspection inspection) {
        Locale locale = texts.locale();
        save(
                "html",
                inspection,
                file -> WholeFile.replace(
                        file, out -> InspectionHtml.write(inspection, locale, ZoneId.systemDefault(), out)));
    }

    private void saveJson(TlsInspection inspection) {
        save("json", inspection, file -> WholeFile.replace(file, out -> InspectionJson.write(inspection, out)));
    }

    private void save(String extension, TlsInspection inspection, Consumer<Path> writer) {
        context.saveTo(
                        texts.get("inspector.export." + extension),
                        texts.get("inspector.kind." + extension),
                        extension,
                        "tls-" + name(inspection) + "." + extension)
                .ifPresent(file -> context.run(
                        () -> {
                            writer.accept(file);
                            return file;
                        },
                        context::written,
                        context::show));
    }

    private static String name(TlsInspection inspection) {
        return inspection.target().host().replaceAll("[^A-Za-z0-9.-]", "_");
    }

    /** Saves a certificate of the chain. */
    void savePem(TlsInspection inspection, int place) {
        List<X509Certificate> chain = List.of(inspection.chain().get(place));
        context.saveTo(
                        texts.get("inspector.savePem"),
                        texts.get("certificates.kind.pem"),
                        "pem",
                        name(inspection) + (place == 0 ? "" : "-" + (place + 1)) + ".pem")
                .ifPresent(file -> context.run(
                        () -> {
                            PemFiles.writeChain(file, chain);
                            return file;
                        },
                        context::written,
                        context::show));
    }
}
