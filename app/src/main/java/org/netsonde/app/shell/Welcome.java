package org.netsonde.app.shell;

import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.text.Texts;

/** What an empty workspace shows: what to do first, with a button that does it. */
final class Welcome extends VBox {

    private static final double TEXT_WIDTH = 520;
    private static final int MAX_RECENT = 5;

    /**
     * A new one each time it shows.
     *
     * @param others the smaller actions
     * @param examples the examples, each opening itself
     * @param recent files opened lately
     * @param open opens one of them
     */
    Welcome(
            Texts texts,
            Runnable quickStart,
            List<Action> others,
            List<MenuItem> examples,
            List<Path> recent,
            Consumer<Path> open) {
        ImageView icon = new ImageView(new Image(Icons.url(128)));
        icon.setFitWidth(64);
        icon.setFitHeight(64);
        Label title = new Label(texts.get("shell.welcome.title"));
        title.getStyleClass().add(Styles.TITLE_2);
        Label text = new Label(texts.get("shell.welcome.text"));
        text.getStyleClass().add(Styles.TEXT_MUTED);
        text.setWrapText(true);
        text.setTextAlignment(TextAlignment.CENTER);
        text.setMaxWidth(TEXT_WIDTH);

        Button start = new Button(texts.get("shell.welcome.quick-start"), new FontIcon(Feather.PLAY));
        start.setId("quick-start");
        start.getStyleClass().addAll(Styles.ACCENT, Styles.LARGE);
        start.setOnAction(event -> quickStart.run());
        Label hint = new Label(texts.get("shell.welcome.quick-hint"));
        hint.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);

        HBox more = new HBox(8);
        more.setAlignment(Pos.CENTER);
        for (Action action : others) {
            Button button = action.button();
            button.setId("welcome-" + button.getId());
            more.getChildren().add(button);
        }
        MenuButton ready = new MenuButton(texts.get("shell.example.choose"), new FontIcon(Feather.BOOK_OPEN));
        ready.setId("welcome-examples");
        ready.getItems().setAll(examples);
        more.getChildren().addFirst(ready);
        VBox first = new VBox(8, start, hint);
        first.setAlignment(Pos.CENTER);
        getChildren().setAll(icon, new VBox(8, title, text), first, more);
        ((VBox) getChildren().get(1)).setAlignment(Pos.CENTER);
        if (!recent.isEmpty()) {
            getChildren().add(recent(texts, recent, open));
        }
        setAlignment(Pos.CENTER);
        setId("welcome");
        getStyleClass().add("welcome");
    }

    private static Region recent(Texts texts, List<Path> files, Consumer<Path> open) {
        Label heading = new Label(texts.get("shell.welcome.recent"));
        heading.getStyleClass().add("list-title");
        VBox box = new VBox(2, heading);
        files.stream().limit(MAX_RECENT).forEach(file -> {
            Hyperlink link = new Hyperlink(String.valueOf(file.getFileName()));
            link.setTooltip(new Tooltip(file.toString()));
            link.setOnAction(event -> open.accept(file));
            box.getChildren().add(link);
        });
        box.setAlignment(Pos.CENTER);
        return box;
    }
}
