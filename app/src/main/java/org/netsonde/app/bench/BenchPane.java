package org.netsonde.app.bench;

import java.util.List;
import java.util.Optional;
import javafx.css.PseudoClass;
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

/** A bench: its pages by name at the left, the chosen one beside them. JavaFX thread only. */
public final class BenchPane {

    private static final PseudoClass HEADED = PseudoClass.getPseudoClass("headed");

    private final Texts texts;
    private final ListView<BenchPage> list = new ListView<>();
    private final Label title = new Label();
    private final Label help = new Label();
    private final BorderPane side = new BorderPane();
    private final BorderPane node = new BorderPane();
    private List<BenchPage> pages = List.of();
    private boolean replacing;

    /**
     * A bench with these pages, the first of which is chosen.
     *
     * @param id of the bench: its list is {@code <id>-pages}, the whole {@code <id>-pane}
     * @param label what its list is called
     */
    public BenchPane(Texts texts, String id, String label, List<? extends BenchPage> pages) {
        this.texts = texts;
        list.setId(id + "-pages");
        list.setAccessibleText(label);
        list.getStyleClass().addAll("dense", "bench-pages");
        list.setCellFactory(view -> new Cell());
        title.getStyleClass().add("bench-title");
        help.getStyleClass().add("bench-help");
        help.setWrapText(true);
        help.setMinHeight(Label.USE_PREF_SIZE);
        VBox head = new VBox(title, help);
        head.getStyleClass().add("bench-head");
        side.setTop(head);
        side.getStyleClass().add("bench-side");
        node.setLeft(list);
        node.setCenter(side);
        node.setId(id + "-pane");
        node.getStyleClass().add("bench-pane");
        list.getSelectionModel().selectedItemProperty().subscribe(this::chosen);
        show(pages);
    }

    /** The screen. */
    public Node node() {
        return node;
    }

    /**
     * Shows these pages. The chosen one stays if it is among them; otherwise the one that has its place is chosen. Those that
     * are left out are not disposed of.
     */
    public void show(List<? extends BenchPage> shown) {
        BenchPage chosen = list.getSelectionModel().getSelectedItem();
        int index = Math.max(0, list.getSelectionModel().getSelectedIndex());
        pages = List.copyOf(shown);
        replacing = true;
        list.getItems().setAll(pages);
        list.refresh();
        replacing = false;
        if (chosen != null && pages.contains(chosen)) {
            list.getSelectionModel().select(chosen);
            name(chosen);
        } else if (!pages.isEmpty()) {
            list.getSelectionModel().clearAndSelect(Math.min(index, pages.size() - 1));
        }
    }

    private void chosen(@Nullable BenchPage page) {
        if (page == null || replacing) {
            return;
        }
        name(page);
        side.setCenter(page.node());
        if (node.getScene() != null) {
            page.showing();
        }
    }

    private void name(BenchPage page) {
        title.setText(page.title(texts));
        help.setText(page.help(texts));
    }

    /** Comes into view. */
    public void showing() {
        BenchPage page = list.getSelectionModel().getSelectedItem();
        if (page != null) {
            page.showing();
        }
    }

    /** Chooses a page; nothing happens where there is none of that id. */
    public void select(String id) {
        find(id).ifPresent(page -> {
            list.getSelectionModel().select(page);
            list.scrollTo(page);
        });
    }

    private Optional<BenchPage> find(String id) {
        return pages.stream().filter(page -> page.id().equals(id)).findFirst();
    }

    /** Chooses a page and moves the focus into it. */
    public void choose(String id) {
        select(id);
        find(id).ifPresent(BenchPage::focus);
    }

    /** Gives up what its pages watch. */
    public void dispose() {
        pages.forEach(BenchPage::dispose);
    }

    private final class Cell extends ListCell<BenchPage> {

        private final Label name = new Label();
        private final Label heading = new Label();
        private final VBox both = new VBox(heading, name);

        Cell() {
            setAccessibleRole(AccessibleRole.LIST_ITEM);
            setPrefWidth(0);
            name.getStyleClass().add("bench-page");
            heading.getStyleClass().add("bench-section");
            heading.managedProperty().bind(heading.visibleProperty());
        }

        @Override
        protected void updateItem(@Nullable BenchPage page, boolean empty) {
            super.updateItem(page, empty);
            if (empty || page == null) {
                setAccessibleText(null);
                setGraphic(null);
                setTooltip(null);
                setContextMenu(null);
                pseudoClassStateChanged(HEADED, false);
                return;
            }
            String section = page.section(texts);
            boolean first = !section.isEmpty()
                    && (getIndex() == 0
                            || !section.equals(pages.get(getIndex() - 1).section(texts)));
            heading.setText(section);
            heading.setVisible(first);
            pseudoClassStateChanged(HEADED, first);
            name.setText(page.title(texts));
            name.setGraphic(new FontIcon(page.icon()));
            setAccessibleText(page.title(texts));
            setGraphic(both);
            setTooltip(new Tooltip(page.help(texts)));
            setContextMenu(page.menu().orElse(null));
        }
    }
}
