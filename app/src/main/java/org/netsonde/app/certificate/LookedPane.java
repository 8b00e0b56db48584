package org.netsonde.app.certificate;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.bench.part.Verdict;
import org.netsonde.app.fact.FactsView;
import org.netsonde.app.fx.Clipboards;
import org.netsonde.app.security.SecurityContext;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Failure;
import org.netsonde.engine.security.CertificateReader;
import org.netsonde.engine.security.CertificatesRead;
import org.netsonde.engine.security.PemFiles;

/** Certificates that are looked at: what is wrong with the first, their chain, and what each says. JavaFX thread only. */
final class LookedPane {

    private final SecurityContext context;
    private final Texts texts;
    private final CertificateFacts facts;
    private final Label source = new Label();
    private final VBox verdicts = new VBox();
    private final ChainList chain;
    private final FactsView view = new FactsView();
    private final BorderPane node = new BorderPane();
    private CertificatesRead read = CertificatesRead.NONE;

    /**
     * A pane that shows nothing yet.
     *
     * @param name what a file of what is shown may be called
     */
    LookedPane(SecurityContext context, CertificateFacts facts, CertificateFiles files, Supplier<String> name) {
        this.context = context;
        this.facts = facts;
        texts = context.texts();
        chain = new ChainList(texts, facts);
        chain.chosenProperty().subscribe(this::showChosen);
        source.setId("certificate-source");
        source.getStyleClass().add("section-title");
        source.setMinWidth(0);
        source.managedProperty().bind(source.textProperty().isNotEmpty());
        verdicts.getStyleClass().add("certificate-verdicts");
        verdicts.setId("certificate-verdicts");
        node.setId("looked-at");
        node.setTop(new VBox(source, verdicts));
        node.getTop().getStyleClass().add("looked-head");
        BorderPane lower = new BorderPane(view.node());
        VBox side = new VBox(chain.node());
        VBox.setVgrow(chain.node(), Priority.ALWAYS);
        side.getStyleClass().add("issued-side");
        lower.setLeft(side);
        lower.setBottom(buttons(files, name));
        lower.visibleProperty().bind(chain.chosenProperty().isNotNull());
        lower.getStyleClass().add("certificate-side");
        node.setCenter(lower);
        nothing();
    }

    private FlowPane buttons(CertificateFiles files, Supplier<String> name) {
        Button save = new Button(texts.get("certificates.savePem"), new FontIcon(Feather.DOWNLOAD));
        save.setId("save-chain");
        save.setTooltip(new Tooltip(texts.get("certificates.saveChain.help")));
        save.setOnAction(e -> files.saveChain(read.certificates(), name.get()));
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

    Node node() {
        return node;
    }

    /** Where they come from. */
    String source() {
        return source.getText();
    }

    /** Says where they come from. */
    void source(String from) {
        source.setText(from);
    }

    /** What is looked at. */
    CertificatesRead read() {
        return read;
    }

    /** Shows what was looked at, and what is wrong with the first. */
    void show(Looked looked) {
        read = looked.read();
        if (looked.read().locked()) {
            chain.show(List.of());
            verdicts.getChildren().setAll(note(texts.get("certificates.locked")));
            return;
        }
        chain.show(looked.certificates());
        List<Failure> problems =
                looked.check() == null ? List.of() : looked.check().problems();
        say(problems.stream().map(texts::get));
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

    private void say(Stream<String> sentences) {
        verdicts.getChildren().clear();
        sentences.forEach(this::bad);
    }

    private void bad(String sentence) {
        Verdict bad = new Verdict("certificate-problem");
        bad.bad(sentence);
        verdicts.getChildren().add(bad.node());
    }

    /** Says why nothing can be looked at. */
    void failed(Failure failure) {
        read = CertificatesRead.NONE;
        chain.show(List.of());
        say(Stream.of(texts.get(failure)));
    }

    /** Says what keeps from looking, beside what is shown. */
    void wrong(String sentence) {
        say(Stream.of(sentence));
    }

    /** There is nothing to look at. */
    void nothing() {
        read = CertificatesRead.NONE;
        source.setText("");
        chain.show(List.of());
        verdicts.getChildren().setAll(note(texts.get("certificates.look.none")));
    }

    private void showChosen(Looked.@Nullable One chosen) {
        view.show(chosen == null ? List.of() : facts.all(chosen.details(), chosen.extras()));
        view.top();
    }
}
