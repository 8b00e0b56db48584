package org.netsonde.app.panel;

import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import org.netsonde.engine.Endpoint;

/** PLACEHOLDER. */
public final class EndpointPanel extends StackPane {
    public EndpointPanel(Endpoint endpoint, PanelContext context) {
        getChildren().add(new Label(endpoint.name() + context.texts().locale()));
    }

    public void dispose() {}
}
