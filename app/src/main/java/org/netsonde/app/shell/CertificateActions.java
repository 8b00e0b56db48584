package org.netsonde.app.shell;

import atlantafx.base.controls.ModalPane;
import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.certificate.CertificatesContext;
import org.netsonde.app.certificate.CertificatesPane;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Failure;
import org.netsonde.engine.security.AuthorityFolder;

/** The certificates, as a layer over the window. JavaFX thread only. */
final class CertificateActions implements CertificatesContext {

    private static final String SAVE = "password-save";

    /** Below questions, above the window. */
    private static final int VIEW_ORDER = -5;

    private static final double WIDTH = 960;
    private static final double HEIGHT = 640;
    /** Between the layer's box and the edge of the window. */
    private static final double MARGIN = 64;

    private final WindowServices services;
    private final Texts texts;
    private final SavedFiles files;
    private final Prompts prompts;
    private final ModalPane layer = new ModalPane(VIEW_ORDER);
    private Subscription focus = Subscription.EMPTY;
    private @Nullable Node focusBefore;

    CertificateActions(WindowServices services, Texts texts, SavedFiles files, Prompts prompts) {
        this.services = services;
        this.texts = texts;
        this.files = files;
        this.prompts = prompts;
        layer.setId("certificates-layer");
        // What has been typed is not lost by a click beside it.
        layer.setPersistent(true);
        layer.setInTransitionFactory(null);
        layer.setOutTransitionFactory(null);
    }

    /** The layer to put over the window. */
    Node node() {
        return layer;
    }

    /** Shows them. */
    void open() {
        if (layer.isDisplay() || prompts.showing()) {
            return;
        }
        focusBefore = layer.getScene() == null ? null : layer.getScene().getFocusOwner();
        CertificatesPane pane = new CertificatesPane(this);
        if (pane.node() instanceof Region box) {
            box.getStyleClass().add(Styles.ELEVATED_3);
            box.prefWidthProperty().bind(layer.widthProperty().map(w -> Math.min(WIDTH, w.doubleValue() - MARGIN)));
            box.prefHeightProperty().bind(layer.heightProperty().map(h -> Math.min(HEIGHT, h.doubleValue() - MARGIN)));
            box.setMinSize(0, 0);
            box.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        }
        layer.show(pane.node());
        keepFocus(pane);
        pane.refresh();
    }

    /** Tab goes round in the layer rather than to what is below it. */
    private void keepFocus(CertificatesPane pane) {
        Scene scene = layer.getScene();
        if (scene != null) {
            focus = scene.focusOwnerProperty().subscribe((before, now) -> {
                if (now != null && !prompts.showing() && !isInside(now, pane.node())) {
                    pane.focus();
                }
            });
        }
    }

    private static boolean isInside(Node node, Node around) {
        for (Node n = node; n != null; n = n.getParent()) {
            if (n.equals(around)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        focus.unsubscribe();
        layer.hide(true);
        if (focusBefore != null) {
            focusBefore.requestFocus();
        }
    }

    @Override
    public Texts texts() {
        return texts;
    }

    @Override
    public AuthorityFolder authority() {
        return services.keys().authority();
    }

    @Override
    public <T> void run(Supplier<T> work, Consumer<T> done, Consumer<Failure> failed) {
        files.run(work, done, failed);
    }

    @Override
    public Optional<Path> saveTo(String title, String kind, String extension, String name) {
        return files.saveTo(title, kind, extension, name);
    }

    @Override
    public void confirmReplacing(Path file, Runnable confirmed) {
        prompts.ask(
                texts.get("certificates.replace.title"),
                texts.get("certificates.replace", file.toString()),
                List.of(
                        new Prompts.Answer("replace", texts.get("certificates.replace.yes"), Styles.DANGER, confirmed),
                        new Prompts.Answer("keep", texts.get("shell.cancel"), "", () -> {})));
    }

    @Override
    public void password(String title, Consumer<char[]> given) {
        PasswordField first = passwordField("password-first", "certificates.password.first");
        PasswordField again = passwordField("password-again", "certificates.password.again");
        Runnable clear = () -> {
            first.clear();
            again.clear();
        };
        VBox content = new VBox(8, first, again);
        prompts.show(
                title,
                content,
                List.of(
                        new Prompts.Answer(SAVE, texts.get("certificates.save"), Styles.ACCENT, () -> {
                            char[] password = first.getText().toCharArray();
                            clear.run();
                            given.accept(password);
                        }),
                        new Prompts.Answer("password-cancel", texts.get("shell.cancel"), "", clear)));
        content.getParent()
                .lookup("#" + SAVE)
                .disableProperty()
                .bind(Bindings.isEmpty(first.textProperty())
                        .or(first.textProperty().isNotEqualTo(again.textProperty())));
        first.requestFocus();
    }

    private PasswordField passwordField(String id, String key) {
        PasswordField field = new PasswordField();
        field.setId(id);
        field.setPromptText(texts.get(key));
        field.setAccessibleText(texts.get(key));
        return field;
    }

    @Override
    public List<Endpoint> endpoints() {
        return services.workbench().endpoints();
    }

    @Override
    public void settingsChanged(Endpoint endpoint) {
        services.workbench().changed();
    }

    @Override
    public void written(Path file) {
        files.written(file);
    }

    @Override
    public void show(String message) {
        files.show(message);
    }

    @Override
    public void show(Failure failure) {
        files.show(failure);
    }
}
