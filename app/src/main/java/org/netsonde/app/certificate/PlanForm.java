package org.netsonde.app.certificate;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.netsonde.app.form.Editors;
import org.netsonde.app.form.SettingsForm;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.protocol.Bound;
import org.netsonde.engine.protocol.OptionSpec;
import org.netsonde.engine.protocol.OptionType;
import org.netsonde.engine.protocol.SettingsBinder;
import org.netsonde.engine.protocol.SettingsDescriber;
import org.netsonde.engine.security.CertificatePlan;
import org.netsonde.engine.security.Purpose;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Asks what a new certificate is to say. JavaFX thread only. */
final class PlanForm {

    private final Texts texts;
    private final Consumer<CertificatePlan> made;
    private final Label title = new Label();
    private final Label help = new Label();
    private final Button create = new Button();
    private final Button cancel = new Button();
    private final ProgressBar progress = new ProgressBar();
    private final ScrollPane scroll = new ScrollPane();
    private final BorderPane node = new BorderPane();
    private CertificatePlan defaults;
    private SettingsForm form;

    /**
     * A form.
     *
     * @param made gets what was asked for
     */
    PlanForm(Texts texts, Consumer<CertificatePlan> made, Runnable cancelled) {
        this.texts = texts;
        this.made = made;
        defaults = Preset.SERVER.plan(Instant.now());
        form = form();
        title.getStyleClass().add("section-title");
        create.setText(texts.get("certificates.create"));
        create.setId("create-certificate");
        create.getStyleClass().add("accent");
        create.setDefaultButton(true);
        create.setOnAction(e -> create());
        cancel.setText(texts.get("certificates.cancel"));
        cancel.setId("cancel-certificate");
        cancel.setOnAction(e -> cancelled.run());
        progress.setAccessibleText(texts.get("certificates.making"));
        progress.setVisible(false);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox buttons = new HBox(progress, space, cancel, create);
        buttons.getStyleClass().add("certificate-buttons");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("edge-to-edge");
        help.getStyleClass().add("authority-help");
        help.setWrapText(true);
        help.setMinHeight(Region.USE_PREF_SIZE);
        VBox head = new VBox(title, help);
        head.getStyleClass().add("plan-head");
        node.setTop(head);
        node.setCenter(scroll);
        node.setBottom(buttons);
        node.getStyleClass().add("plan-form");
        node.setId("plan-form");
    }

    Node node() {
        return node;
    }

    private SettingsForm form() {
        List<OptionSpec> options = SettingsDescriber.describe(CertificatePlan.class, defaults).stream()
                .map(PlanForm::withoutAuthority)
                .toList();
        return new SettingsForm(options, texts, Editors.standard(), List::of, value -> check());
    }

    /** An authority in between is of no use to an endpoint. */
    private static OptionSpec withoutAuthority(OptionSpec option) {
        return option.name().equals("purpose")
                ? new OptionSpec(
                        option.name(),
                        new OptionType.Choice(Stream.of(Purpose.SERVER, Purpose.CLIENT)
                                .map(purpose -> purpose.name().toLowerCase(Locale.ROOT))
                                .toList()),
                        option.defaultValue(),
                        option.group(),
                        option.min(),
                        option.max(),
                        option.unit(),
                        option.live(),
                        option.editor(),
                        option.replacedBy())
                : option;
    }

    /** Shows what a new one of that sort is to say. */
    void begin(Preset preset) {
        defaults = preset.plan(Instant.now());
        title.setText(texts.get("certificates.preset." + preset.id()));
        help.setText(texts.get("certificates.preset." + preset.id() + ".help"));
        form = form();
        ObjectNode nothing = JsonNodeFactory.instance.objectNode();
        form.show(nothing);
        scroll.setContent(form.node());
        scroll.setVvalue(0);
        busy(false);
        check();
        form.node().lookupAll(".combo-box").stream().findFirst().ifPresent(Node::requestFocus);
    }

    private Bound<CertificatePlan> check() {
        Bound<CertificatePlan> bound = SettingsBinder.bind(CertificatePlan.class, defaults, form.value());
        form.mark(bound.problems(), List.of());
        create.setDisable(!bound.problems().isEmpty());
        return bound;
    }

    private void create() {
        CertificatePlan plan = check().value();
        if (plan != null) {
            made.accept(plan);
        }
    }

    boolean isBusy() {
        return progress.isVisible();
    }

    /** A key is being made, which may take seconds; nothing can be changed meanwhile. */
    void busy(boolean busy) {
        progress.setVisible(busy);
        scroll.setDisable(busy);
        create.setDisable(busy);
        cancel.setDisable(busy);
    }
}
