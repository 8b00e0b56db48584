package org.netsonde.app.certificate;

import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.netsonde.app.fx.Clipboards;
import org.netsonde.app.security.SecurityContext;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Failure;
import org.netsonde.engine.security.AuthorityFolder;
import org.netsonde.engine.security.CertificatePlan;
import org.netsonde.engine.security.IssuedCertificate;

/**
 * An authority above, what it issued at the left, and at the right the chosen one or the form of a new one. What
 * touches the disk or makes keys runs in the background. JavaFX thread only.
 */
final class AuthorityPane {

    private final SecurityContext context;
    private final AuthorityBox authority;
    private final IssuedList issued;
    private final CertificateCard card;
    private final PlanForm form;
    private final StackPane side = new StackPane();
    private final BorderPane lower = new BorderPane();
    private final VBox node = new VBox();
    private AuthorityFolder folder;
    private boolean ofWorkspace;
    private int asked;
    private boolean loading;
    private boolean focusing;

    /**
     * A pane that shows nothing before {@link #show}.
     *
     * @param look shows all about the certificates of a file
     */
    AuthorityPane(SecurityContext context, CertificateFacts facts, CertificateFiles files, Consumer<Path> look) {
        this.context = context;
        folder = context.authority();
        Texts texts = context.texts();
        authority = new AuthorityBox(
                texts,
                facts,
                new AuthorityBox.Commands(
                        this::createAuthority, () -> files.saveAuthority(folder), this::copyAuthorityPath));
        issued = new IssuedList(texts, facts, this::begin);
        card = new CertificateCard(context, facts, files, new CertificateCard.Commands(look, this::remove));
        form = new PlanForm(texts, this::issue, this::showChosen);
        issued.chosenProperty().subscribe(this::showChosen);
        side.getStyleClass().add("certificate-side");
        lower.setLeft(issued.node());
        lower.setCenter(side);
        lower.setVisible(false);
        VBox.setVgrow(lower, Priority.ALWAYS);
        node.getChildren().addAll(authority.node(), lower);
        node.getStyleClass().add("certificates");
        node.setId("authority-pane");
        // A filter, as lists keep the key to themselves.
        node.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE && side.getChildren().contains(form.node()) && !isChoosing()) {
                e.consume();
                if (!form.isBusy()) {
                    showChosen();
                    issued.focus();
                }
            }
        });
    }

    /** Whether the key is for an open list of choices. */
    private boolean isChoosing() {
        return node.getScene() != null
                && node.getScene().getFocusOwner() instanceof ComboBoxBase<?> box
                && box.isShowing();
    }

    Node node() {
        return node;
    }

    /** Moves the focus to the first thing to do. */
    void focus() {
        focusing = node.getScene() == null || loading;
        if (lower.isVisible()) {
            issued.focus();
        } else {
            focus("#create-authority");
        }
    }

    /** Shows another authority, or looks at the same one anew. What is being filled in for it stays. */
    void show(AuthorityFolder shown, boolean workspace) {
        boolean same = shown == folder;
        folder = shown;
        ofWorkspace = workspace;
        authority.owner(workspace);
        if (same && side.getChildren().contains(form.node())) {
            return;
        }
        int now = ++asked;
        loading = true;
        context.run(
                () -> Holdings.in(shown),
                holdings -> {
                    if (now == asked) {
                        show(holdings, chosen());
                    }
                },
                failure -> {
                    if (now == asked) {
                        failed(failure);
                    }
                });
    }

    private String chosen() {
        IssuedCertificate chosen = issued.chosenProperty().get();
        return chosen == null ? "" : chosen.name();
    }

    private void show(Holdings holdings, String chosen) {
        // What was asked for before may have been read before this was made.
        asked++;
        authority.show(holdings, folder.certificate().toString());
        lower.setVisible(holdings.authority().isPresent());
        issued.show(holdings.issued(), chosen);
        showChosen();
        loading = false;
        if (focusing) {
            focus();
        }
    }

    private void focus(String query) {
        Node target = node.lookup(query);
        if (target != null) {
            target.requestFocus();
        }
    }

    private void failed(Failure failure) {
        loading = false;
        authority.failed(failure);
        lower.setVisible(false);
    }

    private void createAuthority() {
        AuthorityFolder wanted = folder;
        authority.busy(true);
        context.run(
                () -> Holdings.made(wanted),
                holdings -> {
                    authority.busy(false);
                    if (wanted == folder) {
                        show(holdings, "");
                        issued.focus();
                    }
                },
                failure -> {
                    authority.busy(false);
                    context.show(failure);
                });
    }

    private void remove(IssuedCertificate certificate) {
        AuthorityFolder from = folder;
        Texts texts = context.texts();
        context.confirm(
                texts.get("certificates.remove.title"),
                texts.get("certificates.remove.question", certificate.name()),
                texts.get("certificates.remove"),
                () -> context.run(
                        () -> {
                            from.remove(certificate);
                            return Holdings.in(from);
                        },
                        holdings -> {
                            if (from == folder) {
                                show(holdings, "");
                                issued.focus();
                            }
                        },
                        context::show));
    }

    private void copyAuthorityPath() {
        Path file = folder.certificate();
        Clipboards.copy(file.toString());
        context.show(context.texts().get("certificates.copied", file.toString()));
    }

    private void begin(Preset preset) {
        issued.disable(true);
        side.getChildren().setAll(form.node());
        form.begin(preset);
    }

    private void showChosen() {
        issued.disable(false);
        IssuedCertificate chosen = issued.chosenProperty().get();
        if (chosen == null) {
            side.getChildren().clear();
        } else {
            card.show(chosen, folder.certificate(), ofWorkspace);
            side.getChildren().setAll(card.node());
        }
    }

    private void issue(CertificatePlan plan) {
        AuthorityFolder by = folder;
        form.busy(true);
        context.run(
                () -> {
                    String name = by.issue(plan).name();
                    return new Issued(name, Holdings.made(by));
                },
                made -> {
                    form.busy(false);
                    context.show(context.texts().get("certificates.made", made.name()));
                    if (by == folder) {
                        show(made.holdings(), made.name());
                        issued.focus();
                    }
                },
                failure -> {
                    form.busy(false);
                    context.show(failure);
                });
    }

    private record Issued(String name, Holdings holdings) {}
}
