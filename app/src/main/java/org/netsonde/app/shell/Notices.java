package org.netsonde.app.shell;

import atlantafx.base.controls.Notification;
import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * Short messages in the lower right corner of the window, a few at a time. Most go by themselves unless the mouse is on
 * them. JavaFX thread only.
 */
final class Notices {

    /** More would hide the window; the oldest goes, and before it those that would go by themselves. */
    private static final int MAX_SHOWN = 4;

    private static final Duration PLAIN = Duration.seconds(5);
    private static final Duration WITH_ACTIONS = Duration.seconds(12);

    /** Above the layers that show things, below that of questions. */
    private static final double VIEW_ORDER = -7;

    private final VBox stack = new VBox(8);

    Notices() {
        stack.setId("notices");
        stack.setViewOrder(VIEW_ORDER);
        stack.getStyleClass().add("notices");
        stack.setAlignment(Pos.BOTTOM_RIGHT);
        stack.setPickOnBounds(false);
        stack.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    }

    /** How grave it is. */
    enum Level {
        INFO(Feather.INFO, Styles.ACCENT),
        DONE(Feather.CHECK_CIRCLE, Styles.SUCCESS),
        PROBLEM(Feather.ALERT_TRIANGLE, Styles.DANGER);

        private final Feather icon;
        private final String style;

        Level(Feather icon, String style) {
            this.icon = icon;
            this.style = style;
        }
    }

    /** A button on a notice. The notice goes when it is pressed. */
    record Choice(String id, String text, Runnable run) {}

    /** A notice that somebody has to take away. */
    private static final class Lasting extends Notification {

        private final Unseen what;

        Lasting(Unseen what, String text, Node icon) {
            super(text, icon);
            this.what = what;
        }
    }

    /** The layer to put over the window. */
    Region node() {
        return stack;
    }

    void info(String text, Choice... choices) {
        show(Level.INFO, text, List.of(choices));
    }

    void done(String text, Choice... choices) {
        show(Level.DONE, text, List.of(choices));
    }

    void problem(String text, Choice... choices) {
        show(Level.PROBLEM, text, List.of(choices));
    }

    /**
     * A problem that stays until it is closed or answered: whoever is to read it may not be looking yet. It is there once,
     * however often it happens.
     */
    void lasting(Unseen what, String text, Choice... choices) {
        stack.getChildren().removeIf(node -> node instanceof Lasting other && other.what.equals(what));
        add(new Lasting(what, text, new FontIcon(Level.PROBLEM.icon)), Level.PROBLEM, List.of(choices));
    }

    /** What is still to be seen, the oldest first. */
    List<Unseen> lasting() {
        return stack.getChildren().stream()
                .<Unseen>mapMulti((node, found) -> {
                    if (node instanceof Lasting lasting) {
                        found.accept(lasting.what);
                    }
                })
                .toList();
    }

    /** Takes away the notices that offer a choice, because it has been made elsewhere. */
    void withdraw(String choice) {
        stack.getChildren()
                .removeIf(node -> node instanceof Notification notice
                        && notice.getPrimaryActions().stream().anyMatch(button -> choice.equals(button.getId())));
    }

    private void show(Level level, String text, List<Choice> choices) {
        Notification notice = new Notification(text, new FontIcon(level.icon));
        add(notice, level, choices);
        PauseTransition life = new PauseTransition(choices.isEmpty() ? PLAIN : WITH_ACTIONS);
        life.setOnFinished(event -> stack.getChildren().remove(notice));
        notice.hoverProperty().addListener((o, before, hover) -> {
            if (hover) {
                life.stop();
            } else {
                life.playFromStart();
            }
        });
        life.play();
    }

    private void add(Notification notice, Level level, List<Choice> choices) {
        notice.getStyleClass().addAll(level.style, Styles.ELEVATED_2, "notice");
        notice.setAccessibleRole(AccessibleRole.TEXT);
        notice.setAccessibleText(notice.getMessage());
        notice.setPrefHeight(Region.USE_PREF_SIZE);
        notice.setMaxHeight(Region.USE_PREF_SIZE);
        notice.setOnClose(event -> stack.getChildren().remove(notice));
        notice.getPrimaryActions()
                .setAll(choices.stream().map(choice -> button(choice, notice)).toList());
        stack.getChildren().add(notice);
        makeRoom(stack.getChildren());
    }

    /** The newest is always shown: where all others last, there is one more. */
    private static void makeRoom(List<Node> shown) {
        while (shown.size() > MAX_SHOWN) {
            Optional<Node> oldest = shown.stream()
                    .limit(shown.size() - 1L)
                    .filter(node -> !(node instanceof Lasting))
                    .findFirst();
            if (oldest.isPresent()) {
                shown.remove(oldest.get());
            } else if (shown.getLast() instanceof Lasting) {
                shown.removeFirst();
            } else {
                return;
            }
        }
    }

    private Button button(Choice choice, Node notice) {
        Button button = new Button(choice.text());
        button.setId(choice.id());
        button.getStyleClass().add(Styles.SMALL);
        button.setOnAction(event -> {
            stack.getChildren().remove(notice);
            choice.run().run();
        });
        return button;
    }
}
