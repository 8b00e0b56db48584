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
 * @param resender puts a message in the send box; empty where there is none
 * @param notice shows a short message, such as what was copied
 */
record MessageActions(Texts texts, Optional<Consumer<TrafficMessage>> resender, Consumer<String> notice) {

    void resend(ReadMessage message) {
        resender.ifPresent(box -> box.accept(message.message()));
    }

    void copy(ReadMessage message, CopyForm form) {
        Clipboards.copy(form.of(message.body()));
        notice.accept(texts.get("traffic.copied", message.body().length));
    }

    /** Menu items that copy in each form. */
    List<MenuItem> copyItems(Supplier<@Nullable ReadMessage> of) {
        List<MenuItem> items = new ArrayList<>();
        for (CopyForm form : CopyForm.values()) {
            MenuItem item = new MenuItem(texts.get("traffic.copy." + form.name().toLowerCase(Locale.ROOT)));
            item.setOnAction(e -> {
                ReadMessage message = of.get();
                if (message != null) {
                    copy(message, form);
                }
            });
            items.add(item);
        }
        return items;
    }
}
