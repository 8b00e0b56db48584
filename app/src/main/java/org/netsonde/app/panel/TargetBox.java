package org.netsonde.app.panel;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Tooltip;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.protocol.Connection;
import org.netsonde.engine.protocol.Target;

/** Whom a message goes to: all connections or one. */
final class TargetBox {

    private static final int MOST = 200;

    private final Endpoint endpoint;
    private final Choice all;
    private final ComboBox<Choice> box = new ComboBox<>();

    /** A target and how it is shown; id 0 is all. */
    private record Choice(long id, String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    TargetBox(Endpoint endpoint, Texts texts) {
        this.endpoint = endpoint;
        all = new Choice(0, texts.get("panel.send.all"));
        box.getItems().add(all);
        box.setValue(all);
        box.setId("target");
        box.setAccessibleText(texts.get("panel.send.target"));
        box.setTooltip(new Tooltip(texts.get("panel.send.target")));
        box.setOnShowing(e -> refresh());
    }

    ComboBox<?> node() {
        return box;
    }

    /** Shows the box only while there is something to choose; called now and then. */
    void hideUnlessNeeded() {
        boolean needed = endpoint.connections().count() > 1
                || (box.getValue() != null && box.getValue().id() != 0);
        box.setVisible(needed);
        box.setManaged(needed);
    }

    private void refresh() {
        Choice chosen = box.getValue();
        List<Choice> choices = new ArrayList<>();
        choices.add(all);
        endpoint.connections().list(MOST).forEach(c -> choices.add(choice(c)));
        box.getItems().setAll(choices);
        box.setValue(choices.contains(chosen) ? chosen : all);
    }

    private static Choice choice(Connection connection) {
        return new Choice(connection.id(), "#" + connection.id() + "  " + ConnectionsPane.address(connection.remote()));
    }

    /** Chooses one connection if it is open, else all. */
    void choose(long id) {
        refresh();
        box.getItems().stream().filter(c -> c.id() == id).findFirst().ifPresent(box::setValue);
    }

    Target target() {
        Choice choice = box.getValue();
        return choice == null || choice.id() == 0 ? Target.all() : Target.one(choice.id());
    }
}
