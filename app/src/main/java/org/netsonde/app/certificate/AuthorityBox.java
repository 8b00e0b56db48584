package org.netsonde.app.certificate;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.fact.FactsView;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Failure;
import org.netsonde.engine.security.CertificateDetails;

/** Netsonde's own authority, or what to do first where there is none. JavaFX thread only. */
final class AuthorityBox {

    private final Texts texts;
    private final CertificateFacts facts;
    private final FactsView view = new FactsView();
    private final Label warning = new Label();
    private final Label why;
    private final Label help;
    private final Button create;
    private boolean ofWorkspace;
    private final HBox present;
    private final VBox absent;
    private final VBox node = new VBox();

    /** What can be done with the authority. */
    record Commands(Runnable create, Runnable save, Runnable copyPath) {}

    AuthorityBox(Texts texts, CertificateFacts facts, Commands commands) {
        this.texts = texts;
        this.facts = facts;
        HBox.setHgrow(view.node(), Priority.ALWAYS);
        Button save = button("save-authority", "certificates.saveAuthority", Feather.DOWNLOAD, commands.save());
        Button path = button("copy-authority-path", "certificates.copyPath", Feather.COPY, commands.copyPath());
        VBox buttons = new VBox(save, path);
        buttons.getStyleClass().add("authority-buttons");
        buttons.setMinWidth(Region.USE_PREF_SIZE);
        present = new HBox(view.node(), buttons);
        present.getStyleClass().add("authority");
        why = new Label();
        why.setWrapText(true);
        create = button("create-authority", "certificates.createAuthority", Feather.SHIELD, commands.create());
        create.getStyleClass().add("accent");
        absent = new VBox(why, create);
        absent.getStyleClass().add("authority-absent");
        warning.getStyleClass().add("authority-warning");
        warning.setWrapText(true);
        warning.setGraphic(new FontIcon(Feather.ALERT_TRIANGLE));
        help = new Label();
        help.getStyleClass().add("authority-help");
        help.setWrapText(true);
        help.setMinHeight(Region.USE_PREF_SIZE);
        node.getChildren().addAll(present, help, warning, absent);
        node.getStyleClass().add("authority-box");
        List.of(present, warning, absent, help)
                .forEach(part -> part.managedProperty().bind(part.visibleProperty()));
        help.visibleProperty().bind(present.visibleProperty());
        owner(false);
        show(Holdings.NONE, "");
        absent.setVisible(false);
    }

    private Button button(String id, String key, Feather icon, Runnable action) {
        Button button = new Button(texts.get(key), new FontIcon(icon));
        button.setId(id);
        button.setMaxWidth(Double.MAX_VALUE);
        button.setOnAction(e -> action.run());
        return button;
    }

    /** Whether it is that of the workspace. */
    void owner(boolean workspace) {
        ofWorkspace = workspace;
        why.setText(texts.get(workspace ? "certificates.none.workspace" : "certificates.none"));
        help.setText(texts.get(workspace ? "certificates.workspace.help" : "certificates.authority.help"));
    }

    /** A key is being made. */
    void busy(boolean busy) {
        create.setDisable(busy);
    }

    Node node() {
        return node;
    }

    /**
     * Shows what there is.
     *
     * @param file where the authority's certificate is
     */
    void show(Holdings holdings, String file) {
        Optional<CertificateDetails> details = holdings.authority();
        view.show(
                details.map(d -> List.of(facts.authority(d, file, ofWorkspace))).orElse(List.of()));
        present.setVisible(details.isPresent());
        absent.setVisible(details.isEmpty());
        warn(holdings.warnings());
    }

    /** Shows why there is nothing to show. */
    void failed(Failure failure) {
        present.setVisible(false);
        absent.setVisible(false);
        warn(List.of(failure));
    }

    private void warn(List<Failure> failures) {
        warning.setText(String.join("\n", failures.stream().map(texts::get).toList()));
        warning.setVisible(!failures.isEmpty());
    }
}
