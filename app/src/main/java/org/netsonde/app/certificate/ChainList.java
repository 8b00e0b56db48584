package org.netsonde.app.certificate;

import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.protocol.Fact;

/** The certificates that somebody looks at, each above the one that vouches for it. JavaFX thread only. */
final class ChainList {

    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");
    private static final double INDENT = 14;

    private final Texts texts;
    private final CertificateFacts facts;
    private final ListView<Looked.One> list = new ListView<>();

    ChainList(Texts texts, CertificateFacts facts) {
        this.texts = texts;
        this.facts = facts;
        list.setId("chain");
        list.getStyleClass().addAll("dense", "issued-list");
        list.setAccessibleText(texts.get("certificates.chain"));
        list.setCellFactory(view -> new Cell());
    }

    Node node() {
        return list;
    }

    /** The chosen one; null where none is. */
    ReadOnlyObjectProperty<Looked.@Nullable One> chosenProperty() {
        return list.getSelectionModel().selectedItemProperty();
    }

    /** Shows other certificates and chooses the first; the same one where only what is said about them changed. */
    void show(List<Looked.One> certificates) {
        int chosen = list.getSelectionModel().getSelectedIndex();
        boolean same = certificates.stream()
                .map(Looked.One::certificate)
                .toList()
                .equals(list.getItems().stream().map(Looked.One::certificate).toList());
        list.getItems().setAll(certificates);
        list.getSelectionModel().select(same && chosen >= 0 ? chosen : 0);
    }

    private final class Cell extends ListCell<Looked.One> {
        private final Label name = new Label();
        private final Label about = new Label();
        private final HBox line = new HBox(8);
        private final VBox lines = new VBox(name, about);

        Cell() {
            about.getStyleClass().add("issued-until");
            name.setMinWidth(0);
            about.setMinWidth(0);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(Looked.@Nullable One one, boolean empty) {
            super.updateItem(one, empty);
            if (empty || one == null) {
                setGraphic(null);
                return;
            }
            String subject = one.details().subject();
            name.setText(subject.isEmpty() ? String.join(", ", one.details().names()) : subject);
            about.setText(
                    one.depth() < 0
                            ? texts.get("certificates.chain.aside", facts.validity(one.details()))
                            : facts.validity(one.details()));
            about.pseudoClassStateChanged(BAD, CertificateFacts.tone(one.details()) == Fact.Tone.BAD);
            FontIcon icon = new FontIcon(one.details().isAuthority() ? Feather.SHIELD : Feather.FILE_TEXT);
            line.getChildren().setAll(icon, lines);
            line.setPadding(new Insets(0, 0, 0, INDENT * Math.max(0, one.depth())));
            setGraphic(line);
            setAccessibleText(name.getText() + ", " + about.getText());
        }
    }
}
