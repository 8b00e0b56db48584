package org.netsonde.app.certificate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.fact.FactsView;
import org.netsonde.app.fx.Clipboards;
import org.netsonde.app.security.SecurityContext;
import org.netsonde.app.security.part.Areas;
import org.netsonde.app.security.part.SecretInput;
import org.netsonde.app.security.part.Verdict;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Failure;
import org.netsonde.engine.security.AuthorityFolder;
import org.netsonde.engine.security.CertificateReader;
import org.netsonde.engine.security.CertificatesRead;
import org.netsonde.engine.security.PemFiles;
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
    private final CertificateFacts facts;
    private final Supplier<List<AuthorityFolder>> known;
    private final TextArea pasted = new TextArea();
    private final TextField host = new TextField();
    private final TextField port = new TextField("443");
    private final TextField wanted = new TextField();
    private final Button fetch = new Button();
    private final ProgressIndicator progress = new ProgressIndicator();
    private final SecretInput password;
    private final HBox passwordLine;
    private final Label source = new Label();
    private final VBox verdicts = new VBox();
    private final ChainList chain;
    private final FactsView view = new FactsView();
    private final BorderPane result = new BorderPane();
    private final VBox node = new VBox();
    private final PauseTransition typed = new PauseTransition(TYPED);
    private CertificatesRead read = new CertificatesRead(List.of(), List.of(), 0, false);
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
        this.facts = facts;
        this.known = known;
        texts = context.texts();
        password = new SecretInput("certificate-password", texts.get("certificates.password.first"), texts);
        passwordLine = passwordLine();
        chain = new ChainList(texts, facts);
        chain.chosenProperty().subscribe(this::showChosen);
        pasted.setId("pasted-certificate");
        pasted.setPrefRowCount(4);
        pasted.setWrapText(true);
        Areas.leaveByTab(pasted);
        pasted.setMinHeight(Region.USE_PREF_SIZE);
        pasted.setPromptText(texts.get("certificates.paste"));
        pasted.setAccessibleText(texts.get("certificates.paste.name"));
        pasted.getStyleClass().add("security-bytes");
        pasted.setTextFormatter(new TextFormatter<>(new KeyFilter()));
        typed.setOnFinished(e -> readText());
        pasted.textProperty().subscribe(text -> {
            if (!filling) {
                typed.playFromStart();
            }
        });
        source.setId("certificate-source");
        source.getStyleClass().add("section-title");
        source.setMinWidth(0);
        source.managedProperty().bind(source.textProperty().isNotEmpty());
        verdicts.getStyleClass().add("certificate-verdicts");
        verdicts.setId("certificate-verdicts");
        result.setId("looked-at");
        result.setTop(new VBox(source, verdicts));
        result.getTop().getStyleClass().add("looked-head");
        BorderPane lower = new BorderPane(view.node());
        VBox side = new VBox(chain.node());
        VBox.setVgrow(chain.node(), Priority.ALWAYS);
        side.getStyleClass().add("issued-side");
        lower.setLeft(side);
        lower.setBottom(buttons(files));
        lower.visibleProperty().bind(chain.chosenProperty().isNotNull());
        lower.getStyleClass().add("certificate-side");
        result.setCenter(lower);
        VBox.setVgrow(result, Priority.ALWAYS);
        VBox inputs = new VBox(line(pasted, openButton()), hostLine(), passwordLine);
        inputs.getStyleClass().add("looked-inputs");
        node.getChildren().setAll(inputs, result);
        node.setId("certificate-viewer");
        nothing();
    }

    private static HBox line(Node wide, Node beside) {
        HBox.setHgrow(wide, Priority.ALWAYS);
        HBox line = new HBox(wide, beside);
        line.getStyleClass().add("security-line");
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
        line.getStyleClass().add("security-line");
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
        label.getStyleClass().add("security-row-label");
        return label;
    }

    private HBox passwordLine() {
        Button unlock = new Button(texts.get("certificates.unlock"));
        unlock.setId("unlock-certificate");
        unlock.getStyleClass().add("accent");
        unlock.setOnAction(e -> unlock());
        password.field().setOnAction(e -> unlock());
        HBox line = new HBox(label("certificates.password.first", password.field()), password.field(), unlock);
        line.getStyleClass().add("security-line");
        line.managedProperty().bind(line.visibleProperty());
        line.setVisible(false);
        return line;
    }

    private FlowPane buttons(CertificateFiles files) {
        Button save = new Button(texts.get("certificates.savePem"), new FontIcon(Feather.DOWNLOAD));
        save.setId("save-chain");
        save.setTooltip(new Tooltip(texts.get("certificates.saveChain.help")));
        save.setOnAction(e -> files.saveChain(read.certificates(), name()));
        Button copy = new Button(texts.get("certificates.copyPem"), new FontIcon(Feather.COPY));
        copy.setId("copy-pem");
        copy.setTooltip(new Tooltip(texts.get("certificates.copyPem.help")));
        copy.setOnAction(e -> {
            Looked.One chosen = chain.chosenProperty().get();
            if (chosen != null) {
                Clipboards.copy(PemFiles.text(List.of(chosen.certificate())));
                context.show(texts.get("certificates.copiedPem"));
            }
        });
        FlowPane buttons = new FlowPane(save, copy);
        buttons.getStyleClass().add("certificate-buttons");
        return buttons;
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
            nothing();
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
            say(List.of(), texts.get(name.isEmpty() ? "certificates.host.missing" : "certificates.port.wrong"));
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
                looked -> {
                    if (now == latest) {
                        ended();
                        source.setText(from);
                        show(looked);
                    }
                },
                failure -> {
                    if (now == latest) {
                        ended();
                        source.setText(from);
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
        CertificatesRead same = read;
        if (!same.certificates().isEmpty()
                && asked == null
                && !lookedFor.equals(wanted.getText().strip())) {
            read(source.getText(), () -> same);
        }
    }

    private void show(Looked looked) {
        read = looked.read();
        passwordLine.setVisible(looked.read().locked() || passwordLine.isVisible());
        if (looked.read().locked()) {
            chain.show(List.of());
            verdicts.getChildren().setAll(note(texts.get("certificates.locked")));
            password.field().requestFocus();
            return;
        }
        chain.show(looked.certificates());
        List<Failure> problems =
                looked.check() == null ? List.of() : looked.check().problems();
        say(problems, "");
        if (problems.isEmpty() && looked.check() != null) {
            Verdict fine = new Verdict("certificate-fine");
            fine.good(looked.check().checks().stream().map(texts::get).collect(Collectors.joining(" · ")));
            verdicts.getChildren().add(fine.node());
        }
        if (!looked.read().others().isEmpty()) {
            String others = looked.read().others().stream()
                    .distinct()
                    .map(other -> texts.get("certificates.other." + other.name().toLowerCase(Locale.ROOT)))
                    .collect(Collectors.joining(", "));
            verdicts.getChildren().add(note(texts.get("certificates.others", others)));
        }
        if (looked.read().leftOut() > 0) {
            verdicts.getChildren()
                    .add(note(texts.get(
                            "certificates.leftOut",
                            CertificateReader.MAX,
                            looked.read().leftOut())));
        }
    }

    private static Node note(String sentence) {
        Verdict note = new Verdict("certificate-note");
        note.note(sentence);
        return note.node();
    }

    private void say(List<Failure> problems, String sentence) {
        verdicts.getChildren().clear();
        problems.forEach(problem -> bad(texts.get(problem)));
        if (!sentence.isEmpty()) {
            bad(sentence);
        }
    }

    private void bad(String sentence) {
        Verdict bad = new Verdict("certificate-problem");
        bad.bad(sentence);
        verdicts.getChildren().add(bad.node());
    }

    private void failed(Failure failure) {
        read = new CertificatesRead(List.of(), List.of(), 0, false);
        chain.show(List.of());
        if (failure.what().key().equals("failure.certificatesKeyInstead.what")) {
            // It may be a key in a form that was not known for one before it was read.
            fill("");
        }
        say(List.of(failure), "");
    }

    private void nothing() {
        read = new CertificatesRead(List.of(), List.of(), 0, false);
        source.setText("");
        chain.show(List.of());
        verdicts.getChildren().setAll(note(texts.get("certificates.look.none")));
    }

    private void showChosen(Looked.@Nullable One chosen) {
        view.show(chosen == null ? List.of() : facts.all(chosen.details(), chosen.extras()));
        view.top();
    }
}
