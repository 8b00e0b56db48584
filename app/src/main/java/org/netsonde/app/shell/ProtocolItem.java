package org.netsonde.app.shell;

import atlantafx.base.theme.Styles;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.protocol.Protocol;

/** A menu item that names a protocol and says what it is. */
final class ProtocolItem extends CustomMenuItem {

    ProtocolItem(Protocol<?, ?> protocol, Texts texts, Runnable add) {
        Label name = new Label(texts.protocol(protocol.id()));
        name.getStyleClass().add("protocol-name");
        VBox lines = new VBox(name);
        texts.find("protocol." + protocol.id() + ".summary").ifPresent(summary -> {
            Label label = new Label(summary);
            label.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
            lines.getChildren().add(label);
        });
        HBox content = new HBox(10, new FontIcon(Roles.icon(protocol.role())), lines);
        content.getStyleClass().add("protocol-item");
        setContent(content);
        setId("new-" + protocol.id());
        setOnAction(event -> add.run());
    }
}
