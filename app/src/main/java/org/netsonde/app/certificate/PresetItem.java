package org.netsonde.app.certificate;

import atlantafx.base.theme.Styles;
import java.util.function.Consumer;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.text.Texts;

/** A new certificate to choose, and below its name what it is for. */
final class PresetItem extends CustomMenuItem {

    PresetItem(Preset preset, Texts texts, Consumer<Preset> chosen) {
        String title = texts.get("certificates.preset." + preset.id());
        Label name = new Label(title);
        name.getStyleClass().add("described-name");
        Label help = new Label(texts.get("certificates.preset." + preset.id() + ".help"));
        help.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        HBox content =
                new HBox(10, new FontIcon(preset.isGood() ? Feather.CHECK : Feather.SLASH), new VBox(name, help));
        content.getStyleClass().add("described-item");
        getStyleClass().add("described");
        setContent(content);
        // What the keyboard and screen readers know it by; the content is what shows.
        setText(title);
        setId("new-" + preset.id());
        setOnAction(e -> chosen.accept(preset));
    }
}
