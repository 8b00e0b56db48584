package org.netsonde.app.shell;

import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.bench.BenchPane;
import org.netsonde.app.certificate.CertificatesPage;
import org.netsonde.app.form.SecretDesk;
import org.netsonde.app.inspector.InspectorPage;
import org.netsonde.app.security.SecurityContext;
import org.netsonde.app.security.SecurityPage;
import org.netsonde.app.security.account.AccountsPage;
import org.netsonde.app.security.digest.DigestsPage;
import org.netsonde.app.security.fernet.FernetPage;
import org.netsonde.app.security.jwt.JwtPage;
import org.netsonde.app.security.password.PasswordsPage;
import org.netsonde.app.security.signature.SignaturesPage;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.probe.tls.TlsTarget;
import org.netsonde.engine.security.AuthorityFolder;
import org.netsonde.engine.security.Keys;

/** The security bench, in the middle of the window. JavaFX thread only. */
final class SecurityActions extends BenchActions implements SecurityContext {

    private static final String SAVE = "password-save";

    private final SecretDesk secrets;
    private @Nullable InspectorPage inspector;

    SecurityActions(WindowServices services, Texts texts, SavedFiles files, Prompts prompts, SecretDesk secrets) {
        super(services, texts, files, prompts, Screen.SECURITY);
        this.secrets = secrets;
    }

    @Override
    BenchPane make() {
        return new BenchPane(texts(), "security", texts().get("security.pages"), pages());
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

    /** Shows the inspector, and inspects a running server that speaks TLS. */
    void inspect(Endpoint server) {
        open("inspector");
        if (inspector != null) {
            inspector.inspect(server);
        }
    }

    /** Shows the inspector, and inspects a server, of this workspace or not. */
    void inspect(TlsTarget target) {
        open("inspector");
        if (inspector != null) {
            inspector.inspect(target);
        }
    }

    @Override
    public Keys keys() {
        return services().keys().keys();
    }

    @Override
    public AuthorityFolder authority() {
        return services().keys().authority();
    }

    @Override
    public Optional<Path> workspace() {
        return services().workbench().file();
    }

    @Override
    public SecretDesk secrets() {
        return secrets;
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
        prompts()
                .show(
                        title,
                        content,
                        List.of(
                                new Prompts.Answer(SAVE, texts().get("certificates.save"), Styles.ACCENT, () -> {
                                    char[] password = first.getText().toCharArray();
                                    clear.run();
                                    given.accept(password);
                                }),
                                new Prompts.Answer("password-cancel", texts().get("shell.cancel"), "", clear)));
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
        field.setPromptText(texts().get(key));
        field.setAccessibleText(texts().get(key));
        return field;
    }

    @Override
    public void settingsChanged(Endpoint endpoint) {
        services().workbench().changed();
    }
}
