package org.netsonde.app.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.control.MenuItem;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.fx.Clipboards;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.traffic.TrafficMessage;

/**
 * What is offered for a message, in the table's menu and in the detail view.
 *
 * @param use what can be done with the traffic that it is of
 */
record MessageActions(Texts texts, TrafficUse use) {

    Optional<Consumer<TrafficMessage>> resender() {
        return use.resend();
    }

    void resend(ReadMessage message) {
        use.resend().ifPresent(box -> box.accept(message.message()));
    }

    void copy(ReadMessage message, CopyForm form) {
        Clipboards.copy(form.of(message.body()));
        use.desk().show(texts.get("traffic.copied", message.body().length));
    }

    /** Asks where to, and saves the content there. */
    void save(ReadMessage message) {
        SavedBody.save(message, texts, use.desk());
    }

    /** Menu items that copy in each form, and what else is offered. */
    List<MenuItem> copyItems(Supplier<@Nullable ReadMessage> of) {
        List<MenuItem> items = new ArrayList<>();
        for (CopyForm form : CopyForm.values()) {
            items.add(item(texts.get("traffic.copy." + form.name().toLowerCase(Locale.ROOT)), of, m -> copy(m, form)));
        }
        use.command().ifPresent(command -> {
            MenuItem item = item(command.text(), of, m -> command.action().accept(m.message()));
            item.getStyleClass().add("message-command");
            items.add(item);
        });
        return items;
    }

    /** Offers what is possible with a message only; called before items of {@link #copyItems} show. */
    void enable(List<MenuItem> items, @Nullable ReadMessage message) {
        use.command()
                .ifPresent(command -> items.stream()
                        .filter(item -> item.getStyleClass().contains("message-command"))
                        .forEach(item -> item.setDisable(
                                message == null || !command.fits().test(message.message()))));
    }

    private static MenuItem item(String text, Supplier<@Nullable ReadMessage> of, Consumer<ReadMessage> action) {
        MenuItem item = new MenuItem(text);
        item.setOnAction(e -> {
            ReadMessage message = of.get();
            if (message != null) {
                action.accept(message);
            }
        });
        return item;
    }
}
