package org.netsonde.app.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Separator;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.text.Texts;

/** The menus, and beside them what is used most. JavaFX thread only. */
final class TopBar extends HBox {

    /**
     * A bar.
     *
     * @param recent the files opened lately, looked up when the menu opens
     * @param openRecent opens one of them
     * @param examples opens one of the examples
     * @param transport chooses the transport
     * @param recording says whether the run is recorded
     */
    TopBar(
            Texts texts,
            Actions actions,
            Supplier<List<Path>> recent,
            Consumer<Path> openRecent,
            List<MenuItem> examples,
            TransportMenu transport,
            Node recording) {
        MenuBar menus = new MenuBar(
                menu(
                        texts,
                        "file",
                        items(actions.newWorkspace, actions.open),
                        List.of(recentMenu(texts, recent, openRecent)),
                        List.of(examplesMenu(texts, examples)),
                        items(actions.demo),
                        line(),
                        items(actions.save, actions.saveAs),
                        line(),
                        items(actions.importFile, actions.export),
                        line(),
                        items(actions.quit)),
                menu(
                        texts,
                        "edit",
                        items(actions.undo),
                        line(),
                        items(actions.mark),
                        line(),
                        items(actions.rename, actions.duplicate, actions.delete),
                        line(),
                        items(actions.savedMessages)),
                menu(
                        texts,
                        "endpoint",
                        items(actions.newEndpoint),
                        line(),
                        items(
                                actions.start,
                                actions.stop,
                                actions.connectClient,
                                actions.putRelay,
                                actions.inspectTls,
                                actions.probe),
                        line(),
                        items(actions.thresholds),
                        line(),
                        items(actions.startAll, actions.stopAll)),
                menu(
                        texts,
                        "view",
                        items(
                                actions.palette,
                                actions.sessions,
                                actions.experiments,
                                actions.probes,
                                actions.ports,
                                actions.security,
                                actions.certificates,
                                actions.prometheus),
                        line(),
                        items(actions.record, actions.recordingSettings),
                        line(),
                        items(actions.theme, actions.language),
                        line(),
                        List.of(transport)),
                menu(texts, "help", items(actions.about)));
        menus.setId("menus");
        // Where the system has a bar for all programs, on macOS, they are in it and not in the window.
        menus.setUseSystemMenuBar(true);
        Region left = new Region();
        Region right = new Region();
        HBox.setHgrow(left, Priority.ALWAYS);
        HBox.setHgrow(right, Priority.ALWAYS);
        getChildren()
                .setAll(
                        menus,
                        left,
                        search(actions.palette),
                        right,
                        recording,
                        actions.startAll.iconButton(),
                        actions.stopAll.iconButton(),
                        new Separator(Orientation.VERTICAL),
                        actions.mark.iconButton(),
                        actions.export.iconButton(),
                        new Separator(Orientation.VERTICAL),
                        actions.language.iconButton(),
                        actions.theme.iconButton());
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("top-bar");
    }

    private static Button search(Action palette) {
        Label key = new Label(palette.keyText());
        key.getStyleClass().add("key");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox content = new HBox(8, new FontIcon(palette.icon()), new Label(palette.text()), gap, key);
        content.setAlignment(Pos.CENTER_LEFT);
        content.getStyleClass().add("search-content");
        Button button = new Button();
        button.setGraphic(content);
        button.setId("palette");
        button.getStyleClass().add("search");
        button.setAccessibleText(palette.text());
        button.setOnAction(event -> palette.fire());
        return button;
    }

    @SafeVarargs
    private static Menu menu(Texts texts, String name, List<MenuItem>... groups) {
        Menu menu = new Menu(texts.get("shell.menu." + name));
        menu.setId("menu-" + name);
        for (List<MenuItem> group : groups) {
            menu.getItems().addAll(group);
        }
        return menu;
    }

    private static List<MenuItem> items(Action... actions) {
        return List.of(actions).stream().map(Action::menuItem).toList();
    }

    private static List<MenuItem> line() {
        return List.of(new SeparatorMenuItem());
    }

    private static Menu examplesMenu(Texts texts, List<MenuItem> examples) {
        Menu menu = new Menu(texts.get("shell.menu.examples"));
        menu.setId("menu-examples");
        menu.getItems().setAll(examples);
        return menu;
    }

    private static Menu recentMenu(Texts texts, Supplier<List<Path>> recent, Consumer<Path> open) {
        Menu menu = new Menu(texts.get("shell.menu.recent"));
        MenuItem none = new MenuItem(texts.get("shell.menu.no-recent"));
        none.setDisable(true);
        // A menu without items does not open, so there is always one.
        menu.getItems().setAll(none);
        menu.setOnShowing(event -> {
            List<MenuItem> files = recent.get().stream()
                    .map(file -> {
                        MenuItem item = new MenuItem(file.toString());
                        item.setMnemonicParsing(false);
                        item.setOnAction(chosen -> open.accept(file));
                        return item;
                    })
                    .toList();
            menu.getItems().setAll(files.isEmpty() ? List.of(none) : files);
        });
        return menu;
    }
}
