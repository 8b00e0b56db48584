package org.netsonde.app.traffic;

import javafx.scene.control.Button;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.text.Texts;

/** Shown over the table while it stands still: how many wait, and the way back to the newest. */
final class FollowButton {

    private final Texts texts;
    private final Button button = new Button(null, new FontIcon(Feather.ARROW_DOWN));

    FollowButton(Texts texts, Runnable action) {
        this.texts = texts;
        button.setId("traffic-follow");
        button.getStyleClass().addAll("small", "accent", "follow");
        button.setOnAction(e -> action.run());
        button.setVisible(false);
    }

    Button node() {
        return button;
    }

    void show(boolean shown, int waiting) {
        button.setVisible(shown);
        if (shown) {
            button.setText(waiting == 0 ? texts.get("traffic.follow") : texts.get("traffic.follow.waiting", waiting));
        }
    }
}
