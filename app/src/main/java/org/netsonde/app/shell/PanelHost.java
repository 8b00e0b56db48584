package org.netsonde.app.shell;

import atlantafx.base.theme.Styles;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.panel.EndpointPanel;
import org.netsonde.app.panel.PanelContext;
import org.netsonde.app.workbench.Item;
import org.netsonde.app.workbench.Workbench;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.session.TimeRange;

/**
 * The middle of the window: the panel of the chosen endpoint, another screen, or what there is to say instead. The panels
 * used last are kept, so that going back and forth keeps what was typed. JavaFX thread only.
 */
final class PanelHost extends StackPane {

    private static final int KEPT = 8;

    private final Workbench workbench;
    private final Selection selection;
    private final PanelContext context;
    private final Supplier<Node> welcome;
    private final Deque<Kept> kept = new ArrayDeque<>();
    private final org.netsonde.engine.protocol.Subscription changes;
    private final Subscription choice;

    private record Kept(Endpoint endpoint, EndpointPanel panel) {}

    PanelHost(
            Workbench workbench,
            Selection selection,
            PanelContext context,
            Supplier<Node> welcome,
            Function<Screen, Node> screens) {
        this.workbench = workbench;
        this.selection = selection;
        this.context = context;
        this.welcome = welcome;
        getStyleClass().add("panel-host");
        changes = workbench.observe(this::refresh);
        choice = selection
                .id()
                .subscribe(id -> refresh())
                .and(selection.screen().subscribe((was, now) -> {
                    if (now != Screen.ENDPOINT) {
                        set(screens.apply(now));
                    }
                    refresh();
                }));
        if (selection.screen().get() != Screen.ENDPOINT) {
            // As after a change of language.
            set(screens.apply(selection.screen().get()));
        }
    }

    /** What was typed just now becomes part of the settings. */
    void flush() {
        kept.forEach(each -> each.panel().flush());
    }

    /** The time that the charts of the chosen endpoint show. */
    Optional<TimeRange> visible() {
        return selection
                .endpoint()
                .flatMap(endpoint -> kept.stream()
                        .filter(each -> each.endpoint() == endpoint)
                        .findFirst())
                .map(each -> each.panel().visible());
    }

    void dispose() {
        changes.close();
        choice.unsubscribe();
        kept.forEach(each -> each.panel().dispose());
        kept.clear();
    }

    private void refresh() {
        forgetDeleted();
        if (selection.screen().get() != Screen.ENDPOINT) {
            return;
        }
        Item item = selection.item().orElse(null);
        switch (item) {
            case Item.Known known -> set(panel(known.endpoint()).node());
            case Item.Unknown unknown -> set(unknown(unknown));
            case null -> set(workbench.items().isEmpty() ? welcome.get() : message("shell.choose", Feather.ARROW_LEFT));
        }
    }

    private void set(Node node) {
        if (getChildren().isEmpty() || !node.equals(getChildren().getFirst())) {
            getChildren().setAll(node);
        }
    }

    private EndpointPanel panel(Endpoint endpoint) {
        Kept found = kept.stream()
                .filter(each -> each.endpoint() == endpoint)
                .findFirst()
                .orElseGet(() -> new Kept(endpoint, new EndpointPanel(endpoint, context)));
        kept.remove(found);
        kept.addFirst(found);
        if (kept.size() > KEPT) {
            kept.removeLast().panel().dispose();
        }
        return found.panel();
    }

    private void forgetDeleted() {
        Set<Endpoint> present = workbench.endpoints().stream().collect(Collectors.toSet());
        kept.removeIf(each -> {
            boolean gone = !present.contains(each.endpoint());
            if (gone) {
                each.panel().dispose();
            }
            return gone;
        });
    }

    private Node unknown(Item.Unknown item) {
        VBox box =
                message("shell.unknown-help", Feather.HELP_CIRCLE, item.entry().protocol());
        Label name = new Label(item.name());
        name.getStyleClass().add(Styles.TITLE_3);
        box.getChildren().add(1, name);
        return box;
    }

    private VBox message(String key, Feather icon, Object... args) {
        Label text = new Label(context.texts().get(key, args));
        text.setWrapText(true);
        text.setMaxWidth(460);
        VBox box = new VBox(12, new FontIcon(icon), text);
        box.setAlignment(Pos.CENTER);
        box.getStyleClass().add("middle-message");
        return box;
    }
}
