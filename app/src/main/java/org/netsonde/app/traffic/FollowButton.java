package org.netsonde.app.traffic;

import javafx.scene.control.Button;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Shown over the table while there is more than it shows: the way to the newest, or to the next page. */
final class FollowButton {

    private final Button button = new Button(null, new FontIcon(Feather.ARROW_DOWN));

    FollowButton(Runnable action) {
        button.setId("traffic-follow");
        button.getStyleClass().addAll("small", "accent", "follow");
        button.setOnAction(e -> action.run());
        button.setVisible(false);
    }

    Button node() {
        return button;
    }

    void show(boolean shown, String text) {
        button.setVisible(shown);
        if (shown) {
            button.setText(text);
        }
    }
}
