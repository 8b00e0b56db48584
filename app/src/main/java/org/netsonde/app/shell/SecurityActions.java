package org.netsonde.app.shell;

import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.certificate.CertificatesPage;
import org.netsonde.app.form.SecretDesk;
import org.netsonde.app.fx.FrameClock;
import org.netsonde.app.inspector.InspectorPage;
import org.netsonde.app.security.SecurityContext;
import org.netsonde.app.security.SecurityPage;
import org.netsonde.app.security.SecurityPane;
import org.netsonde.app.security.account.AccountsPage;
import org.netsonde.app.security.digest.DigestsPage;
import org.netsonde.app.security.fernet.FernetPage;
import org.netsonde.app.security.jwt.JwtPage;
import org.netsonde.app.security.password.PasswordsPage;
import org.netsonde.app.security.signature.SignaturesPage;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Engine;
import org.netsonde.engine.Failure;
import org.netsonde.engine.security.AuthorityFolder;
import org.netsonde.engine.security.Keys;

/** The security bench, in the middle of the window. The screen is made when it is first shown. JavaFX thread only. */
final class SecurityActions implements SecurityContext {

    private static final String SAVE = "password-save";

    private final WindowServices services;
    private final Texts texts;
    private final SavedFiles files;
    private final Prompts prompts;
    private final SecretDesk secrets;
    private @Nullable SecurityPane pane;
    private @Nullable InspectorPage inspector;

    SecurityActions(WindowServices services, Texts texts, SavedFiles files, Prompts prompts, SecretDesk secrets) {
        this.services = services;
        this.texts = texts;
        this.files = files;
        this.prompts = prompts;
        this.secrets = secrets;
    }

    /** The pages, in their order. */
    private List<SecurityPage> pages() {
        InspectorPage inspecting = new InspectorPage(this);
        inspector = inspecting;
        return List.of(
                new CertificatesPage(this),
                inspecting,
                new AccountsPage(this),
                new JwtPage(this),
                new SignaturesPage(this),
                new DigestsPage(this),
                new FernetPage(this, InstantSource.system()),
                new PasswordsPage(this));
    }

    /** The screen, as it comes into view. */
    Node screen() {
        SecurityPane shown = pane();
        shown.showing();
        return shown.node();
    }

    private SecurityPane pane() {
        SecurityPane there = pane;
        if (there == null) {
            there = new SecurityPane(texts, pages());
            pane = there;
        }
        return there;
    }

    /** Shows the bench. */
    void open() {
        services.selection().show(Screen.SECURITY);
    }

    /** Shows a page of it. */
    void open(String page) {
        services.selection().show(Screen.SECURITY);
        pane().choose(page);
    }

    /** Shows the inspector, and inspects a running server that speaks TLS. */
    void inspect(Endpoint server) {
        open("inspector");
        if (inspector != null) {
            inspector.inspect(server);
        }
    }

    void dispose() {
        if (pane != null) {
            pane.dispose();
        }
    }

    @Override
    public Texts texts() {
        return texts;
    }

    @Override
    public FrameClock clock() {
        return services.clock();
    }

    @Override
    public Engine engine() {
        return services.workbench().engine();
    }

    @Override
    public Keys keys() {
        return services.keys().keys();
    }

    @Override
    public AuthorityFolder authority() {
        return services.keys().authority();
    }

    @Override
    public Optional<Path> workspace() {
        return services.workbench().file();
    }

    @Override
    public SecretDesk secrets() {
        return secrets;
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
    public Optional<Path> open(String title, @Nullable Path folder) {
        return services.picker().open(title, folder);
    }

    @Override
    public void confirmReplacing(Path file, Runnable confirmed) {
        confirm(
                texts.get("certificates.replace.title"),
                texts.get("certificates.replace", file.toString()),
                texts.get("certificates.replace.yes"),
                confirmed);
    }

    @Override
    public void confirm(String title, String question, String yes, Runnable confirmed) {
        prompts.ask(
                title,
                question,
                List.of(
                        new Prompts.Answer("security-yes", yes, Styles.DANGER, confirmed),
                        new Prompts.Answer("security-no", texts.get("shell.cancel"), "", () -> {})));
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

    @Override
    public void show(Endpoint endpoint) {
        services.selection().choose(endpoint.id());
    }
}
