package org.netsonde.app.certificate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.bench.part.Areas;
import org.netsonde.app.security.SecurityContext;
import org.netsonde.app.security.part.SecretInput;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Failure;
import org.netsonde.engine.security.AuthorityFolder;
import org.netsonde.engine.security.CertificateReader;
import org.netsonde.engine.security.CertificatesRead;
import org.netsonde.engine.tls.HostChain;

/**
 * Shows certificates from a file, from text or from a host: what each says and what is wrong with the first. What blocks runs
 * in the background; what comes late for something that is not looked at any more is dropped. JavaFX thread only.
 */
final class ViewerPane {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int MAX_PORT = 65535;
    private static final javafx.util.Duration TYPED = javafx.util.Duration.millis(250);

    private final SecurityContext context;
    private final Texts texts;
    private final Supplier<List<AuthorityFolder>> known;
    private final TextArea pasted = new TextArea();
    private final TextField host = new TextField();
    private final TextField port = new TextField("443");
    private final TextField wanted = new TextField();
    private final Button fetch = new Button();
    private final ProgressIndicator progress = new ProgressIndicator();
    private final SecretInput password;
    private final HBox passwordLine;
    private final LookedPane looked;
    private final VBox node = new VBox();
    private final PauseTransition typed = new PauseTransition(TYPED);
    private @Nullable Path file;
    private @Nullable HostChain asked;
    private String lookedFor = "";
    /** The host that was filled in as the name to be for; the user has not typed it. */
    private String filledIn = "";

    private int latest;
    private boolean filling;

    /**
     * A pane that shows nothing yet.
     *
     * @param known the authorities of this program that may have issued what is looked at
     */
    ViewerPane(
            SecurityContext context,
            CertificateFacts facts,
            CertificateFiles files,
            Supplier<List<AuthorityFolder>> known) {
        this.context = context;
        this.known = known;
        texts = context.texts();
        password = new SecretInput("certificate-password", texts.get("certificates.password.first"), texts);
        passwordLine = passwordLine();
        looked = new LookedPane(context, facts, files, this::name);
        pasted.setId("pasted-certificate");
        pasted.setPrefRowCount(4);
        pasted.setWrapText(true);
        Areas.leaveByTab(pasted);
        pasted.setMinHeight(Region.USE_PREF_SIZE);
        pasted.setPromptText(texts.get("certificates.paste"));
        pasted.setAccessibleText(texts.get("certificates.paste.name"));
        pasted.getStyleClass().add("bench-bytes");
        pasted.setTextFormatter(new TextFormatter<>(new KeyFilter()));
        typed.setOnFinished(e -> readText());
        pasted.textProperty().subscribe(text -> {
            if (!filling) {
                typed.playFromStart();
            }
        });
        VBox.setVgrow(looked.node(), Priority.ALWAYS);
        VBox inputs = new VBox(line(pasted, openButton()), hostLine(), passwordLine);
        inputs.getStyleClass().add("looked-inputs");
        node.getChildren().setAll(inputs, looked.node());
        node.setId("certificate-viewer");
    }

    private static HBox line(Node wide, Node beside) {
        HBox.setHgrow(wide, Priority.ALWAYS);
        HBox line = new HBox(wide, beside);
        line.getStyleClass().add("bench-line");
        return line;
    }

    private Button openButton() {
        Button open = new Button(texts.get("certificates.open"), new FontIcon(Feather.FOLDER));
        open.setId("open-certificate");
        open.setTooltip(new Tooltip(texts.get("certificates.open.help")));
        open.setMinWidth(Region.USE_PREF_SIZE);
        open.setOnAction(
                e -> context.open(texts.get("certificates.open.title"), null).ifPresent(this::open));
        return open;
    }

    private HBox hostLine() {
        field(host, "certificate-host", "certificates.host", "localhost");
        field(port, "certificate-port", "certificates.port", "443");
        field(wanted, "certificate-name", "certificates.for", texts.get("certificates.for.any"));
        port.setPrefColumnCount(5);
        port.setMinWidth(Region.USE_PREF_SIZE);
        HBox.setHgrow(host, Priority.ALWAYS);
        HBox.setHgrow(wanted, Priority.ALWAYS);
        host.setOnAction(e -> fetch());
        port.setOnAction(e -> fetch());
        wanted.setOnAction(e -> look());
        wanted.focusedProperty().subscribe(focused -> {
            if (!focused) {
                look();
            }
        });
        fetch.setId("fetch-certificate");
        fetch.setMinWidth(Region.USE_PREF_SIZE);
        fetch.setOnAction(e -> fetch());
        progress.getStyleClass().add("small");
        progress.setAccessibleText(texts.get("certificates.fetching"));
        progress.managedProperty().bind(progress.visibleProperty());
        fetching(false);
        HBox line = new HBox(
                label("certificates.host", host),
                host,
                label("certificates.port", port),
                port,
                fetch,
                progress,
                label("certificates.for", wanted),
                wanted);
        line.getStyleClass().add("bench-line");
        return line;
    }

    private void field(TextField field, String id, String key, String prompt) {
        field.setId(id);
        field.setPromptText(prompt);
        field.setAccessibleText(texts.get(key));
    }

    private Label label(String key, Node field) {
        Label label = new Label(texts.get(key));
        label.setLabelFor(field);
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.getStyleClass().add("bench-row-label");
        return label;
    }

    private HBox passwordLine() {
        Button unlock = new Button(texts.get("certificates.unlock"));
        unlock.setId("unlock-certificate");
        unlock.getStyleClass().add("accent");
        unlock.setOnAction(e -> unlock());
        password.field().setOnAction(e -> unlock());
        HBox line = new HBox(label("certificates.password.first", password.field()), password.field(), unlock);
        line.getStyleClass().add("bench-line");
        line.managedProperty().bind(line.visibleProperty());
        line.setVisible(false);
        return line;
    }

    private String name() {
        String typedHost = host.getText().strip();
        return typedHost.isEmpty() || file != null ? "certificates" : typedHost.replaceAll("[^A-Za-z0-9.-]", "-");
    }

    Node node() {
        return node;
    }

    /** Moves the focus to the first thing to do. */
    void focus() {
        pasted.requestFocus();
    }

    /** Looks at a file. */
    void open(Path chosen) {
        fill("");
        begin(chosen);
        passwordLine.setVisible(false);
        password.show("");
        readFile(new char[0]);
    }

    /** Looks at a text. */
    void paste(String text) {
        pasted.setText(text);
    }

    private void fill(String text) {
        filling = true;
        pasted.setText(text);
        filling = false;
        typed.stop();
    }

    private void begin(@Nullable Path from) {
        cancel();
        file = from;
    }

    private void readFile(char[] secret) {
        Path from = file;
        if (from != null) {
            String shown = String.valueOf(from.getFileName());
            read(shown, () -> {
                try {
                    return CertificateReader.file(from, secret);
                } finally {
                    Arrays.fill(secret, '\0');
                }
            });
        }
    }

    private void unlock() {
        char[] secret = password.value().toCharArray();
        if (secret.length > 0) {
            readFile(secret);
        }
    }

    private void readText() {
        String text = pasted.getText();
        passwordLine.setVisible(false);
        begin(null);
        if (text == null || text.isBlank()) {
            latest++;
            looked.nothing();
            return;
        }
        read(texts.get("certificates.source.text"), () -> CertificateReader.text(text));
    }

    private void fetch() {
        if (asked != null) {
            cancel();
            latest++;
            return;
        }
        String name = host.getText().strip();
        int number = port();
        if (name.isEmpty() || number <= 0) {
            looked.wrong(texts.get(name.isEmpty() ? "certificates.host.missing" : "certificates.port.wrong"));
            (name.isEmpty() ? host : port).requestFocus();
            return;
        }
        fill("");
        begin(null);
        passwordLine.setVisible(false);
        String typedName = wanted.getText().strip();
        if (typedName.isEmpty() || typedName.equals(filledIn)) {
            wanted.setText(name);
            filledIn = name;
        }
        HostChain question = new HostChain(name, number, LIMIT);
        asked = question;
        fetching(true);
        read(name + ":" + number, () -> new CertificatesRead(question.fetch(), List.of(), 0, false));
    }

    private int port() {
        try {
            int number = Integer.parseInt(port.getText().strip());
            return number > MAX_PORT ? 0 : number;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private void cancel() {
        if (asked != null) {
            HostChain question = asked;
            asked = null;
            context.run(
                    () -> {
                        question.close();
                        return question;
                    },
                    closed -> {},
                    context::show);
        }
        fetching(false);
    }

    private void fetching(boolean on) {
        fetch.setText(texts.get(on ? "certificates.cancel" : "certificates.fetch"));
        fetch.setGraphic(new FontIcon(on ? Feather.X : Feather.DOWNLOAD_CLOUD));
        progress.setVisible(on);
    }

    private void read(String from, Supplier<CertificatesRead> how) {
        int now = ++latest;
        String name = wanted.getText().strip();
        lookedFor = name;
        List<AuthorityFolder> authorities = known.get();
        context.run(
                () -> Looked.at(how.get(), context.keys(), authorities, name),
                found -> {
                    if (now == latest) {
                        ended();
                        looked.source(from);
                        show(found);
                    }
                },
                failure -> {
                    if (now == latest) {
                        ended();
                        looked.source(from);
                        failed(failure);
                    }
                });
    }

    private void ended() {
        asked = null;
        fetching(false);
    }

    /** Looks at the same ones again, for another name. */
    private void look() {
        CertificatesRead same = looked.read();
        if (!same.certificates().isEmpty()
                && asked == null
                && !lookedFor.equals(wanted.getText().strip())) {
            read(looked.source(), () -> same);
        }
    }

    private void show(Looked found) {
        boolean locked = found.read().locked();
        passwordLine.setVisible(locked || passwordLine.isVisible());
        looked.show(found);
        if (locked) {
            password.field().requestFocus();
        }
    }

    private void failed(Failure failure) {
        if (failure.what().key().equals("failure.certificatesKeyInstead.what")) {
            // It may be a key in a form that was not known for one before it was read.
            fill("");
        }
        looked.failed(failure);
    }
}
