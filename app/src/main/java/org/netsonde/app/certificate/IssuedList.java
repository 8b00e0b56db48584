package org.netsonde.app.certificate;

import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.protocol.Fact;
import org.netsonde.engine.security.IssuedCertificate;

/** The certificates that the authority issued. JavaFX thread only. */
final class IssuedList {

    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

    private final CertificateFacts facts;
    private final ListView<IssuedCertificate> list = new ListView<>();
    private final MenuButton add;
    private final VBox node;

    IssuedList(Texts texts, CertificateFacts facts, Consumer<Preset> create) {
        this.facts = facts;
        Label title = new Label(texts.get("certificates.issued"));
        title.getStyleClass().add("section-title");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        add = new MenuButton(texts.get("certificates.new.button"), new FontIcon(Feather.PLUS));
        for (Preset preset : Preset.values()) {
            if (preset == Preset.EXPIRED) {
                add.getItems().add(new SeparatorMenuItem());
            }
            add.getItems().add(new PresetItem(preset, texts, create));
        }
        add.setId("new-certificate");
        add.getStyleClass().add("small");
        add.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(title, space, add);
        head.getStyleClass().add("issued-head");
        list.setId("issued");
        list.getStyleClass().addAll("dense", "issued-list");
        list.setAccessibleText(title.getText());
        Label none = new Label(texts.get("certificates.issued.none"));
        none.setWrapText(true);
        list.setPlaceholder(none);
        list.setCellFactory(view -> new Cell());
        VBox.setVgrow(list, Priority.ALWAYS);
        node = new VBox(head, list);
        node.getStyleClass().add("issued-side");
    }

    Node node() {
        return node;
    }

    /** The chosen one; null where none is. */
    ReadOnlyObjectProperty<@Nullable IssuedCertificate> chosenProperty() {
        return list.getSelectionModel().selectedItemProperty();
    }

    /** Shows what was issued and chooses the one of that name, or the first. */
    void show(List<IssuedCertificate> issued, String name) {
        list.getItems().setAll(issued);
        issued.stream()
                .filter(certificate -> certificate.name().equals(name))
                .findFirst()
                .ifPresentOrElse(
                        certificate -> {
                            list.getSelectionModel().select(certificate);
                            list.scrollTo(certificate);
                        },
                        () -> list.getSelectionModel().selectFirst());
    }

    /** Takes the making of new ones out of use. */
    void disable(boolean disabled) {
        add.setDisable(disabled);
    }

    /** Moves the focus to the list. */
    void focus() {
        list.requestFocus();
    }

    private final class Cell extends ListCell<IssuedCertificate> {
        private final Label name = new Label();
        private final Label until = new Label();
        private final VBox lines = new VBox(name, until);

        Cell() {
            until.getStyleClass().add("issued-until");
            name.setMinWidth(0);
            until.setMinWidth(0);
            setPrefWidth(0);
            setOnDragDetected(e -> {
                IssuedCertificate issued = getItem();
                if (issued != null) {
                    Dragboard board = startDragAndDrop(TransferMode.COPY);
                    board.setContent(HandOver.dragged(issued));
                    board.setDragView(lines.snapshot(null, null));
                    e.consume();
                }
            });
        }

        @Override
        protected void updateItem(@Nullable IssuedCertificate issued, boolean empty) {
            super.updateItem(issued, empty);
            if (empty || issued == null) {
                setGraphic(null);
                return;
            }
            name.setText(issued.name());
            until.setText(facts.summary(issued.details()));
            until.pseudoClassStateChanged(BAD, CertificateFacts.tone(issued.details()) == Fact.Tone.BAD);
            setGraphic(lines);
            setAccessibleText(issued.name() + ", " + until.getText());
        }
    }
}
