package org.netsonde.app.certificate;

import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.fx.Clipboards;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Failure;
import org.netsonde.engine.security.AuthorityFolder;
import org.netsonde.engine.security.CertificatePlan;
import org.netsonde.engine.security.IssuedCertificate;

/**
 * Netsonde's own authority above, what it issued at the left, and at the right the chosen one or the form of a new one. What
 * touches the disk or makes keys runs in the background. JavaFX thread only.
 */
public final class CertificatesPane {

    private final CertificatesContext context;
    private final AuthorityFolder folder;
    private final AuthorityBox authority;
    private final IssuedList issued;
    private final CertificateCard card;
    private final PlanForm form;
    private final StackPane side = new StackPane();
    private final Button close = new Button(null, new FontIcon(Feather.X));
    private final BorderPane lower = new BorderPane();
    private final VBox node = new VBox();

    /** A pane that shows nothing before {@link #refresh}. */
    public CertificatesPane(CertificatesContext context) {
        this.context = context;
        folder = context.authority();
        Texts texts = context.texts();
        CertificateFacts facts = new CertificateFacts(texts);
        CertificateFiles files = new CertificateFiles(context);
        authority = new AuthorityBox(
                texts,
                facts,
                new AuthorityBox.Commands(this::createAuthority, files::saveAuthority, this::copyAuthorityPath));
        issued = new IssuedList(texts, facts, this::begin);
        card = new CertificateCard(context, facts, files);
        form = new PlanForm(texts, this::issue, this::showChosen);
        issued.chosenProperty().subscribe(this::showChosen);
        side.getStyleClass().add("certificate-side");
        lower.setLeft(issued.node());
        lower.setCenter(side);
        lower.setVisible(false);
        VBox.setVgrow(lower, Priority.ALWAYS);
        node.getChildren().addAll(header(texts), authority.node(), lower);
        node.getStyleClass().add("certificates");
        node.setId("certificates");
        // A filter, as lists keep the key to themselves.
        node.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE && !isChoosing()) {
                e.consume();
                leave();
            }
        });
    }

    /** Whether the key is for an open list of choices. */
    private boolean isChoosing() {
        return node.getScene() != null
                && node.getScene().getFocusOwner() instanceof ComboBoxBase<?> box
                && box.isShowing();
    }

    /** Leaves the form, or all. */
    private void leave() {
        if (!side.getChildren().contains(form.node())) {
            context.close();
        } else if (!form.isBusy()) {
            showChosen();
            issued.focus();
        }
    }

    private Node header(Texts texts) {
        Label title = new Label(texts.get("certificates.title"));
        title.getStyleClass().add("title-4");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        close.setId("close-certificates");
        close.getStyleClass().addAll("flat", "button-icon");
        close.setTooltip(new Tooltip(texts.get("certificates.close")));
        close.setAccessibleText(texts.get("certificates.close"));
        close.setOnAction(e -> context.close());
        HBox header = new HBox(title, space, close);
        header.getStyleClass().add("certificates-head");
        return header;
    }

    /** The pane. */
    public Region node() {
        return node;
    }

    /** Moves the focus to the first control. */
    public void focus() {
        close.requestFocus();
    }

    /** Looks at what there is. */
    public void refresh() {
        context.run(() -> Holdings.in(folder), holdings -> show(holdings, ""), this::failed);
    }

    private void show(Holdings holdings, String chosen) {
        authority.show(holdings, folder.certificate().toString());
        lower.setVisible(holdings.authority().isPresent());
        issued.show(holdings.issued(), chosen);
        showChosen();
        if (holdings.authority().isPresent()) {
            issued.focus();
        } else {
            focus("#create-authority");
        }
    }

    private void focus(String query) {
        Node target = node.lookup(query);
        if (target != null) {
            target.requestFocus();
        }
    }

    private void failed(Failure failure) {
        authority.failed(failure);
        lower.setVisible(false);
    }

    private void createAuthority() {
        context.run(() -> Holdings.made(folder), holdings -> show(holdings, ""), context::show);
    }

    private void copyAuthorityPath() {
        Path file = folder.certificate();
        Clipboards.copy(file.toString());
        context.show(context.texts().get("certificates.copied", file.toString()));
    }

    private void begin() {
        issued.disable(true);
        side.getChildren().setAll(form.node());
        form.begin();
    }

    private void showChosen() {
        issued.disable(false);
        IssuedCertificate chosen = issued.chosenProperty().get();
        if (chosen == null) {
            side.getChildren().clear();
        } else {
            card.show(chosen);
            side.getChildren().setAll(card.node());
        }
    }

    private void issue(CertificatePlan plan) {
        form.busy(true);
        context.run(
                () -> {
                    String name = folder.issue(plan).name();
                    return new Issued(name, Holdings.made(folder));
                },
                made -> {
                    show(made.holdings(), made.name());
                    context.show(context.texts().get("certificates.made", made.name()));
                },
                failure -> {
                    form.busy(false);
                    context.show(failure);
                });
    }

    private record Issued(String name, Holdings holdings) {}
}
