package org.netsonde.app.security;

import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.text.Texts;

/** The security bench: its pages by name at the left, the chosen one beside them. JavaFX thread only. */
public final class SecurityPane {

    private final Texts texts;
    private final List<SecurityPage> pages;
    private final ListView<SecurityPage> list = new ListView<>();
    private final Label title = new Label();
    private final Label help = new Label();
    private final BorderPane side = new BorderPane();
    private final BorderPane node = new BorderPane();

    /** A bench with these pages, the first of which is chosen. */
    public SecurityPane(Texts texts, List<SecurityPage> pages) {
        this.texts = texts;
        this.pages = List.copyOf(pages);
        list.getItems().setAll(pages);
        list.setId("security-pages");
        list.setAccessibleText(texts.get("security.pages"));
        list.getStyleClass().addAll("dense", "security-pages");
        list.setCellFactory(view -> new Cell());
        title.getStyleClass().add("security-title");
        help.getStyleClass().add("security-help");
        help.setWrapText(true);
        help.setMinHeight(Label.USE_PREF_SIZE);
        VBox head = new VBox(title, help);
        head.getStyleClass().add("security-head");
        side.setTop(head);
        side.getStyleClass().add("security-side");
        node.setLeft(list);
        node.setCenter(side);
        node.setId("security-pane");
        node.getStyleClass().add("security-pane");
        list.getSelectionModel().selectedItemProperty().subscribe(this::chosen);
        list.getSelectionModel().selectFirst();
    }

    /** The screen. */
    public Node node() {
        return node;
    }

    private void chosen(@Nullable SecurityPage page) {
        if (page == null) {
            return;
        }
        title.setText(texts.get("security.page." + page.id()));
        help.setText(texts.get("security.page." + page.id() + ".help"));
        side.setCenter(page.node());
        if (node.getScene() != null) {
            page.showing();
        }
    }

    /** Comes into view. */
    public void showing() {
        SecurityPage page = list.getSelectionModel().getSelectedItem();
        if (page != null) {
            page.showing();
        }
    }

    /** Chooses a page and moves the focus into it. */
    public void choose(String id) {
        pages.stream().filter(page -> page.id().equals(id)).findFirst().ifPresent(page -> {
            list.getSelectionModel().select(page);
            list.scrollTo(page);
            page.focus();
        });
    }

    /** Gives up what its pages watch. */
    public void dispose() {
        pages.forEach(SecurityPage::dispose);
    }

    private final class Cell extends ListCell<SecurityPage> {

        Cell() {
            setAccessibleRole(AccessibleRole.LIST_ITEM);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable SecurityPage page, boolean empty) {
            super.updateItem(page, empty);
            if (empty || page == null) {
                setText(null);
                setGraphic(null);
                setTooltip(null);
                return;
            }
            setText(texts.get("security.page." + page.id()));
            setGraphic(new FontIcon(page.icon()));
            setTooltip(new Tooltip(texts.get("security.page." + page.id() + ".help")));
        }
    }
}
