package org.netsonde.app.probe;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.bench.part.Verdict;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Failure;
import org.netsonde.engine.http.HttpSecrets;
import org.netsonde.engine.probe.ProbePart;
import org.netsonde.engine.probe.ProbeRequest;
import org.netsonde.engine.probe.ProbeResult;
import org.netsonde.engine.probe.tls.TlsTarget;

/** What a probe found out, a card for each part; a part that fails hides no other. JavaFX thread only. */
final class ProbeView {

    private final ProbeContext context;
    private final Texts texts;
    private final Label title = new Label();
    private final Label state = new Label();
    private final MenuButton export;
    private final Verdict verdict = new Verdict("probe-failure");
    private final DnsCard dns;
    private final ConnectCard connect;
    private final PhasesCard phases;
    private final PathCard path;
    private final RaceCard race;
    private final VBox node;
    private @Nullable Sight shown;

    ProbeView(ProbeContext context) {
        this.context = context;
        texts = context.texts();
        dns = new DnsCard(texts);
        connect = new ConnectCard(texts);
        phases = new PhasesCard(texts, this::inspect);
        path = new PathCard(texts);
        race = new RaceCard(texts);
        title.setId("probe-title");
        title.getStyleClass().add("bench-title");
        title.setWrapText(true);
        state.setId("probe-state");
        state.getStyleClass().add("probe-aside");
        state.setWrapText(true);
        VBox words = new VBox(title, state);
        HBox.setHgrow(words, Priority.ALWAYS);
        export = new ProbeFiles(context, this::found).menu();
        Button repeat = new Button(texts.get("probing.repeat"), new FontIcon(Feather.REPEAT));
        repeat.setId("probe-repeat");
        repeat.setMinWidth(Region.USE_PREF_SIZE);
        repeat.setTooltip(new Tooltip(texts.get("probing.repeat.help")));
        repeat.setOnAction(e -> repeat());
        HBox head = new HBox(words, repeat, export);
        head.getStyleClass().add("probe-result-head");
        node = new VBox(head, verdict.node(), phases.node(), connect.node(), race.node(), dns.node(), path.node());
        node.setId("probe-result");
        node.getStyleClass().add("bench-cards");
    }

    Node node() {
        return node;
    }

    /** Draws what is new. */
    void render() {
        connect.render();
    }

    /** Shows a probe as it is now. */
    void show(Sight sight) {
        shown = sight;
        title.setText(HttpSecrets.target(sight.request().target().toString()));
        ProbeResult found = sight.found();
        export.setDisable(found == null);
        state.setText(state(sight));
        Failure failure = sight.failure() != null ? sight.failure() : found == null ? null : found.failure();
        if (failure == null) {
            verdict.clear();
        } else {
            verdict.bad(texts.get(failure));
        }
        connect.show(sight.attempts(), sight.request().connects().count());
        dns.show(found == null ? null : found.dns());
        path.show(found == null ? List.of() : found.connects());
        phases.show(
                found == null ? null : found.waterfall(),
                sight.request().parts().contains(ProbePart.TLS));
        race.show(found == null ? null : found.race());
    }

    private String state(Sight sight) {
        ProbeResult found = sight.found();
        if (!sight.over()) {
            return texts.get("probing.state.running");
        } else if (found == null) {
            return texts.get("probing.state.failed");
        }
        String took = Millis.text(found.took());
        return switch (found.state()) {
            case RUNNING, DONE -> texts.get(found.reached() ? "probing.state.done" : "probing.state.unreached", took);
            case CANCELLED -> texts.get("probing.state.cancelled", took);
            case OUT_OF_TIME -> texts.get("probing.state.late", took);
        };
    }

    private ProbeResult found() {
        if (shown == null || shown.found() == null) {
            throw new IllegalStateException("nothing was found out yet");
        }
        return shown.found();
    }

    private void inspect() {
        if (shown != null) {
            ProbeRequest request = shown.request();
            context.inspect(
                    new TlsTarget(request.target().host(), request.target().port()));
        }
    }

    private void repeat() {
        if (shown != null) {
            ProbeRequest request = shown.request();
            String name = texts.get("probing.repeat.name", request.target().where());
            context.show(context.add(name, Repeated.PROTOCOL, Repeated.settings(request)));
            if (Repeated.hasSecret(request.target())) {
                context.show(texts.get("probing.repeat.secret"));
            }
        }
    }
}
