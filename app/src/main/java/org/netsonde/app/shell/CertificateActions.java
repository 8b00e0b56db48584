package org.netsonde.app.shell;

import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.VBox;
import org.netsonde.app.certificate.CertificatesContext;
import org.netsonde.app.certificate.CertificatesPane;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Failure;
import org.netsonde.engine.security.AuthorityFolder;

/** The certificates, as a layer over the window. JavaFX thread only. */
final class CertificateActions implements CertificatesContext {

    private static final String SAVE = "password-save";

    private static final double WIDTH = 960;
    private static final double HEIGHT = 640;

    private final WindowServices services;
    private final Texts texts;
    private final SavedFiles files;
    private final Prompts prompts;
    private final Layer layer;

    CertificateActions(WindowServices services, Texts texts, SavedFiles files, Prompts prompts) {
        this.services = services;
        this.texts = texts;
        this.files = files;
        this.prompts = prompts;
        layer = new Layer("certificates-layer", WIDTH, HEIGHT, prompts);
    }

    /** The layer to put over the window. */
    Node node() {
        return layer.node();
    }

    /** Shows them. */
    void open() {
        if (!layer.free()) {
            return;
        }
        CertificatesPane pane = new CertificatesPane(this);
        layer.show(pane.node(), pane::focus);
        pane.refresh();
    }

    @Override
    public void close() {
        layer.close();
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
