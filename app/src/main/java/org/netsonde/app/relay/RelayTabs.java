package org.netsonde.app.relay;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Tab;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Endpoint;

/** What a relay's panel has beside settings and connections. JavaFX thread only. */
public final class RelayTabs {

    private final Texts texts;
    private final BackEndsPane backEnds;
    private final FaultsPane faults;
    private final HeldPane held;
    private final Tab backEndsTab;
    private final Tab faultsTab;
    private final Tab heldTab;

    /**
     * The tabs of a relay.
     *
     * @param flush hands over what was typed in the form of its settings
     */
    public RelayTabs(Endpoint relay, RelayDesk desk, Runnable flush) {
        texts = desk.texts();
        SettingsEdit edit = new SettingsEdit(relay, desk, flush);
        backEnds = new BackEndsPane(edit);
        faults = new FaultsPane(edit);
        held = new HeldPane(edit);
        backEndsTab = tab("tab-back-ends", backEnds.node());
        faultsTab = tab("tab-faults", faults.node());
        heldTab = tab("tab-held", held.node());
        refresh();
    }

    private Tab tab(String id, Node content) {
        Tab tab = new Tab("", content);
        tab.setId(id);
        tab.setClosable(false);
        tab.setOnSelectionChanged(e -> refresh());
        return tab;
    }

    /** The tabs, in their order. */
    public List<Tab> tabs() {
        return List.of(backEndsTab, faultsTab, heldTab);
    }

    /** Looks again; called a few times a second while the panel shows. */
    public void refresh() {
        backEndsTab.setText(counted("relay.backEnds", backEnds.count()));
        faultsTab.setText(counted("relay.faults", faults.working()));
        heldTab.setText(counted("relay.held", held.waiting()));
        if (backEndsTab.isSelected()) {
            backEnds.refresh();
        }
        if (faultsTab.isSelected()) {
            faults.refresh();
        }
        if (heldTab.isSelected()) {
            held.refresh();
        }
    }

    private String counted(String key, int count) {
        return count == 0 ? texts.get(key) : texts.get("relay.tab", texts.get(key), count);
    }

    /** Hands over what was typed a moment ago. */
    public void flush() {
        backEnds.flush();
        faults.flush();
        held.flush();
    }
}
