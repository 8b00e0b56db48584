package org.netsonde.app.probe.port;

import atlantafx.base.theme.Styles;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.bench.BenchPage;
import org.netsonde.app.fx.Clipboards;
import org.netsonde.app.probe.ProbeContext;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Failure;
import org.netsonde.engine.probe.port.ListeningPorts;
import org.netsonde.engine.probe.port.PortReading;

/** Which ports of this machine are listened on, and by whom; read anew while it shows. JavaFX thread only. */
public final class PortsPage implements BenchPage {

    private static final long EVERY_NANOS = 2_000_000_000L;

    private final ProbeContext context;
    private final Texts texts;
    private final TextField filter = new TextField();
    private final Button refresh;
    private final Button copy;
    private final Label count = new Label();
    private final Label note = new Label();
    private final PortsTable table;
    private final VBox node;
    private final Subscription clock;
    private @Nullable PortReading read;
    private long due = Long.MIN_VALUE;
    private boolean reading;

    /** A page that has not read anything yet. */
    public PortsPage(ProbeContext context) {
        this.context = context;
        texts = context.texts();
        table = new PortsTable(texts, context::show);
        filter.setId("ports-filter");
        filter.setPromptText(texts.get("listening.filter.prompt"));
        filter.setAccessibleText(texts.get("listening.filter"));
        filter.setText(context.desk().filter());
        filter.textProperty().subscribe(this::narrow);
        filter.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.DOWN) {
                e.consume();
                table.focus();
            } else if (e.getCode() == KeyCode.ESCAPE && !filter.getText().isEmpty()) {
                e.consume();
                filter.clear();
            }
        });
        HBox.setHgrow(filter, Priority.ALWAYS);
        refresh = button("ports-refresh", "listening.refresh", Feather.REFRESH_CW);
        refresh.setTooltip(new Tooltip(texts.get("listening.refresh.help")));
        refresh.setOnAction(e -> read());
        copy = button("ports-copy", "listening.copy", Feather.COPY);
        copy.setOnAction(e -> copy());
        copy.disableProperty()
                .bind(table.node().getSelectionModel().selectedItemProperty().isNull());
        MenuItem copyItem = new MenuItem(texts.get("listening.copy"));
        copyItem.setOnAction(e -> copy());
        copyItem.disableProperty().bind(copy.disableProperty());
        table.node().setContextMenu(new ContextMenu(copyItem));
        table.node().addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
        table.hint(texts.get("listening.reading"));
        count.setId("ports-count");
        count.getStyleClass().add("probe-aside");
        note.setId("ports-note");
        note.setWrapText(true);
        note.setMinHeight(Region.USE_PREF_SIZE);
        note.setGraphic(new FontIcon(Feather.INFO));
        note.getStyleClass().add("bench-verdict");
        note.managedProperty().bind(note.visibleProperty());
        note.setVisible(false);
        HBox line = new HBox(filter, refresh, copy);
        line.getStyleClass().add("bench-line");
        VBox.setVgrow(table.node(), Priority.ALWAYS);
        node = new VBox(line, note, table.node(), count);
        node.setId("ports");
        node.getStyleClass().add("probe-ports-page");
        clock = context.clock().whileShowing(node, 4, this::look);
        narrow(filter.getText());
    }

    private Button button(String id, String key, Feather icon) {
        Button button = new Button(texts.get(key), new FontIcon(icon));
        button.setId(id);
        button.getStyleClass().add(Styles.FLAT);
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    @Override
    public String id() {
        return "ports";
    }

    @Override
    public String title(Texts in) {
        return in.get("listening.page");
    }

    @Override
    public String help(Texts in) {
        return in.get("listening.page.help");
    }

    @Override
    public Feather icon() {
        return Feather.SERVER;
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public void showing() {
        read();
    }

    @Override
    public void focus() {
        filter.requestFocus();
    }

    /** Shows who has a port. */
    public void narrow(int port) {
        filter.setText(Integer.toString(port));
    }

    private void narrow(@Nullable String words) {
        String typed = words == null ? "" : words;
        context.desk().filter(typed);
        table.filter(typed);
        counted();
    }

    private void look(long now) {
        if (now >= due) {
            due = now + EVERY_NANOS;
            read();
        }
    }

    /** One at a time, however long it takes. */
    private void read() {
        if (!reading) {
            reading = true;
            context.run(ListeningPorts::read, this::show, this::failed);
        }
    }

    private void failed(Failure failure) {
        reading = false;
        context.show(failure);
    }

    private void show(PortReading now) {
        reading = false;
        read = now;
        List<Endpoint> endpoints = context.endpoints();
        table.show(now.ports().stream()
                .map(port -> new PortRow(port, OwnPorts.of(port, endpoints).orElse(null)))
                .toList());
        note.setText(now.note() == null ? "" : texts.get(now.note()));
        note.setVisible(now.note() != null);
        counted();
    }

    private void counted() {
        PortReading now = read;
        if (now == null) {
            return;
        }
        int shown = table.shown();
        table.hint(texts.get(now.ports().isEmpty() ? "listening.none" : "listening.noneFits"));
        count.setText(texts.get(
                "listening.count",
                Integer.toString(shown),
                Integer.toString(now.ports().size())));
    }

    private void keyPressed(KeyEvent e) {
        if (e.getCode() == KeyCode.C && e.isShortcutDown()) {
            e.consume();
            copy();
        } else if (e.getCode() == KeyCode.ENTER) {
            PortRow chosen = table.node().getSelectionModel().getSelectedItem();
            Endpoint endpoint = chosen == null ? null : chosen.endpoint();
            if (endpoint != null) {
                e.consume();
                context.show(endpoint);
            }
        }
    }

    private void copy() {
        PortRow chosen = table.node().getSelectionModel().getSelectedItem();
        if (chosen != null) {
            Clipboards.copy(chosen.line());
            context.show(texts.get("listening.copied"));
        }
    }

    @Override
    public void dispose() {
        clock.unsubscribe();
    }
}
