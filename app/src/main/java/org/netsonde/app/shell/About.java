package org.netsonde.app.shell;

import atlantafx.base.theme.Styles;
import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.transport.TransportKind;

/** Says which version runs on what. */
final class About {

    private final Texts texts;
    private final String version;
    private final TransportKind transport;
    private final Prompts prompts;
    private final LicenceActions licences;

    About(Texts texts, String version, TransportKind transport, Prompts prompts, LicenceActions licences) {
        this.texts = texts;
        this.version = version;
        this.transport = transport;
        this.prompts = prompts;
        this.licences = licences;
    }

    void show() {
        if (prompts.showing()) {
            return;
        }
        GridPane facts = new GridPane(16, 4);
        fact(facts, 0, "shell.about.version", version);
        fact(facts, 1, "shell.about.java", System.getProperty("java.version", ""));
        fact(facts, 2, "shell.about.javafx", System.getProperty("javafx.version", ""));
        fact(facts, 3, "shell.about.transport", transport.label());
        fact(facts, 4, "shell.about.licence", "Apache-2.0");
        ImageView icon = new ImageView(new Image(Icons.url(128)));
        icon.setFitWidth(72);
        icon.setFitHeight(72);
        HBox content = new HBox(24, icon, facts);
        content.setAlignment(Pos.CENTER_LEFT);
        Button bundled = new Button(texts.get("licences.open"));
        bundled.setId("about-licences");
        bundled.getStyleClass().add(Styles.SMALL);
        if (licences.present()) {
            facts.add(bundled, 1, 5);
            GridPane.setMargin(bundled, new Insets(4, 0, 0, 0));
        }
        Prompts.Handle shown = prompts.show(
                texts.get("shell.about.title"),
                content,
                List.of(new Prompts.Answer("about-close", texts.get("shell.close"), Styles.ACCENT, () -> {})));
        bundled.setOnAction(event -> {
            shown.close();
            licences.open();
        });
    }

    private void fact(GridPane facts, int row, String key, String value) {
        Label name = new Label(texts.get(key));
        name.getStyleClass().add(Styles.TEXT_MUTED);
        facts.addRow(row, name, new Label(value));
    }
}
