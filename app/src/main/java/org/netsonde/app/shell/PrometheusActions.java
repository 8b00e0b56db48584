package org.netsonde.app.shell;

import atlantafx.base.theme.Styles;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.fx.Clipboards;
import org.netsonde.app.fx.IconButtons;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.prometheus.ScrapeAddress;

/** Switches the figures for Prometheus on and off, and says how they are scraped. JavaFX thread only. */
final class PrometheusActions {

    private static final double WIDTH = 412;

    private final PrometheusService service;
    private final Texts texts;
    private final Notices notices;
    private final Prompts prompts;
    private final Subscription states;
    private boolean shown;

    PrometheusActions(PrometheusService service, Texts texts, Notices notices, Prompts prompts) {
        this.service = service;
        this.texts = texts;
        this.notices = notices;
        this.prompts = prompts;
        states = service.state().subscribe((before, now) -> {
            if (now instanceof PrometheusService.State.Failed failed && !shown) {
                tell(failed);
            }
        });
    }

    void dispose() {
        states.unsubscribe();
    }

    /** Says what failed while nobody looks at the page below, and offers a way out. */
    private void tell(PrometheusService.State.Failed failed) {
        String text = texts.get("shell.prometheus.failed", texts.get(failed.failure()));
        Notices.Choice choice = failed.failure().kind() == Failure.Kind.ADDRESS_IN_USE
                ? new Notices.Choice(
                        "prometheus-notice-free-port",
                        texts.get("shell.use-free-port"),
                        () -> useFreePort(failed.address()))
                : new Notices.Choice("prometheus-notice-show", texts.get("shell.show"), this::open);
        notices.problem(text, choice);
    }

    private void useFreePort(ScrapeAddress wanted) {
        service.start(new ScrapeAddress(wanted.host(), 0));
    }

    /** Shows whether figures are served, and where. */
    void open() {
        if (!prompts.showing()) {
            Page page = new Page();
            shown = true;
            prompts.show(
                    texts.get("shell.prometheus.title"),
                    page.node,
                    List.of(new Prompts.Answer(
                            "prometheus-close", texts.get("shell.close"), Styles.ACCENT, page::dispose)));
        }
    }

    /** What is shown: a switch, the address, and what to write into Prometheus' configuration. */
    private final class Page {
        private final CheckBox on = new CheckBox(texts.get("shell.prometheus.on"));
        private final TextField host = field("prometheus-host", "shell.prometheus.host");
        private final TextField port = field("prometheus-port", "shell.prometheus.port");
        private final Label wide = new Label(texts.get("panel.wide"), new FontIcon(Feather.GLOBE));
        private final Label status = new Label();
        private final Button copyAddress = IconButtons.flat(Feather.COPY, texts.get("shell.prometheus.copy-address"));
        private final Button freePort = new Button(texts.get("shell.use-free-port"));
        private final TextArea config = new TextArea();
        private final VBox node = new VBox(12);
        private final Subscription following;

        Page() {
            ScrapeAddress address = service.address();
            host.setText(address.host());
            port.setText(Integer.toString(address.port()));
            on.setId("prometheus-on");
            on.setOnAction(e -> switched());
            host.setOnAction(e -> start());
            port.setOnAction(e -> start());
            port.setPrefColumnCount(6);
            port.setMinWidth(Region.USE_PREF_SIZE);
            HBox.setHgrow(host, Priority.ALWAYS);
            wide.setId("prometheus-wide");
            wide.getStyleClass().add("caution-badge");
            wide.setMinWidth(Region.USE_PREF_SIZE);
            wide.setTooltip(new Tooltip(texts.get("shell.prometheus.wide")));
            wide.setAccessibleHelp(texts.get("shell.prometheus.wide"));
            HBox where = line(named("shell.prometheus.host", host), named("shell.prometheus.port", port));
            HBox.setHgrow(where.getChildren().getFirst(), Priority.ALWAYS);
            status.setId("prometheus-status");
            status.setWrapText(true);
            status.setMaxWidth(Double.MAX_VALUE);
            status.setMinHeight(Region.USE_PREF_SIZE);
            HBox.setHgrow(status, Priority.ALWAYS);
            copyAddress.setId("prometheus-copy");
            copyAddress.setOnAction(e -> copy(service.address().url()));
            freePort.setId("prometheus-free-port");
            freePort.setMinWidth(Region.USE_PREF_SIZE);
            freePort.setOnAction(e -> useFreePort(service.address()));
            config.setId("prometheus-config");
            config.setEditable(false);
            config.setPrefRowCount(7);
            config.getStyleClass().add("prometheus-config");
            config.setAccessibleText(texts.get("shell.prometheus.config"));
            Button copyConfig = new Button(texts.get("shell.prometheus.copy-config"), new FontIcon(Feather.COPY));
            copyConfig.setId("prometheus-copy-config");
            copyConfig.setOnAction(e -> copy(config.getText()));
            Label configTitle = new Label(texts.get("shell.prometheus.config"));
            configTitle.setLabelFor(config);
            configTitle.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(configTitle, Priority.ALWAYS);
            node.getChildren()
                    .setAll(
                            wrapped("shell.prometheus.help"),
                            line(on, wide),
                            where,
                            line(status, copyAddress, freePort),
                            line(configTitle, copyConfig),
                            config);
            node.setPrefWidth(WIDTH);
            for (Node part : List.of(wide, copyAddress, freePort)) {
                part.managedProperty().bind(part.visibleProperty());
            }
            following = Subscription.combine(
                    service.state().subscribe(this::show),
                    host.textProperty().subscribe(text -> typed()),
                    port.textProperty().subscribe(text -> typed()));
        }

        void dispose() {
            following.unsubscribe();
            shown = false;
        }

        private TextField field(String id, String key) {
            TextField field = new TextField();
            field.setId(id);
            field.setAccessibleText(texts.get(key));
            return field;
        }

        private VBox named(String key, TextField field) {
            Label label = new Label(texts.get(key));
            label.getStyleClass().add(Styles.TEXT_MUTED);
            label.setLabelFor(field);
            return new VBox(4, label, field);
        }

        private static HBox line(Node... parts) {
            HBox line = new HBox(8, parts);
            line.setAlignment(Pos.CENTER_LEFT);
            return line;
        }

        private Label wrapped(String key) {
            Label label = new Label(texts.get(key));
            label.setWrapText(true);
            label.setMaxWidth(WIDTH);
            label.setMinHeight(Region.USE_PREF_SIZE);
            return label;
        }

        private void copy(String text) {
            Clipboards.copy(text);
            notices.info(texts.get("shell.prometheus.copied"));
        }

        private void switched() {
            if (on.isSelected()) {
                start();
            } else {
                service.stop();
            }
        }

        private void start() {
            try {
                service.start(entered());
            } catch (FailureException e) {
                on.setSelected(false);
                say(texts.get(e.failure()), true);
            }
        }

        /** The address as it is written. */
        private ScrapeAddress entered() {
            String text = host.getText().strip();
            String name = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
            String written = (name.indexOf(':') < 0 ? name : "[" + name + "]") + ":"
                    + port.getText().strip();
            return ScrapeAddress.parse(written);
        }

        /** What is written there as it stands, where it is an address. */
        private void typed() {
            ScrapeAddress address = address();
            wide.setVisible(address != null && address.isWide());
            if (address != null) {
                config.setText(address.scrapeConfig());
            }
        }

        private @Nullable ScrapeAddress address() {
            try {
                return entered();
            } catch (FailureException e) {
                return null;
            }
        }

        private void show(PrometheusService.State state) {
            boolean off =
                    state instanceof PrometheusService.State.Off || state instanceof PrometheusService.State.Failed;
            on.setSelected(!off);
            host.setDisable(!off);
            port.setDisable(!off);
            copyAddress.setVisible(state instanceof PrometheusService.State.Serving);
            freePort.setVisible(state instanceof PrometheusService.State.Failed failed
                    && failed.failure().kind() == Failure.Kind.ADDRESS_IN_USE);
            switch (state) {
                case PrometheusService.State.Off none -> say(texts.get("shell.prometheus.off"), false);
                case PrometheusService.State.Opening opening -> say(texts.get("shell.prometheus.opening"), false);
                case PrometheusService.State.Serving serving -> {
                    port.setText(Integer.toString(serving.address().port()));
                    say(texts.get("shell.prometheus.serving", serving.address().url()), false);
                }
                case PrometheusService.State.Failed failed -> say(texts.get(failed.failure()), true);
            }
        }

        private void say(String text, boolean bad) {
            status.setText(text);
            status.getStyleClass().remove(Styles.DANGER);
            if (bad) {
                status.getStyleClass().add(Styles.DANGER);
            }
        }
    }
}
