package org.netsonde.app.shell;

import atlantafx.base.theme.Styles;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.protocol.Protocol;
import org.netsonde.engine.workspace.Example;

/** A menu item that names something and says below what it is. */
final class DescribedItem extends CustomMenuItem {

    private DescribedItem(String id, Feather icon, String title, String summary, Runnable run) {
        Label name = new Label(title);
        name.getStyleClass().add("described-name");
        VBox lines = new VBox(name);
        if (!summary.isEmpty()) {
            Label label = new Label(summary);
            label.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
            lines.getChildren().add(label);
        }
        HBox content = new HBox(10, new FontIcon(icon), lines);
        content.getStyleClass().add("described-item");
        getStyleClass().add("described");
        setContent(content);
        // What the keyboard and screen readers know it by; the content is what shows.
        setText(title);
        setId(id);
        setOnAction(event -> run.run());
    }

    /** A protocol. */
    static DescribedItem of(Protocol<?, ?> protocol, Texts texts, Runnable add) {
        return new DescribedItem(
                "new-" + protocol.id(),
                Roles.icon(protocol.role()),
                texts.protocol(protocol.id()),
                texts.find("protocol." + protocol.id() + ".summary").orElse(""),
                add);
    }

    /** An example. */
    static DescribedItem of(Example example, Texts texts, Runnable open) {
        return new DescribedItem(
                "example-" + example.id(),
                Feather.BOOK_OPEN,
                texts.get(example.title()),
                texts.get(example.summary()),
                open);
    }
}
