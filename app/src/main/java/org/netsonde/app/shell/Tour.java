package org.netsonde.app.shell;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import javafx.animation.AnimationTimer;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/**
 * A visit without hands, for the build of the installed program: it walks through the main screens, so that the classes
 * that a user needs first are in the cache from which the program starts, or it tells when the first frame is on the
 * screen. JavaFX thread only.
 */
public final class Tour {

    /** The system property that asks for one: {@code screens} or {@code first-frame}. */
    private static final String PROPERTY = "netsonde.tour";

    private static final javafx.util.Duration PACE = javafx.util.Duration.millis(500);
    private static final int FRAMES = 2;

    private final Scene scene;
    private final Runnable end;

    private Tour(Scene scene, Runnable end) {
        this.scene = scene;
        this.end = end;
    }

    /**
     * Takes the one that the system property asks for, if it does.
     *
     * @param scene the window's
     * @param end closes the window
     */
    public static void ifAskedFor(Scene scene, Runnable end) {
        Tour tour = new Tour(scene, end);
        switch (System.getProperty(PROPERTY, "")) {
            case "screens" -> tour.screens();
            case "first-frame" ->
                tour.firstFrame(() -> System.err.println("netsonde: first frame at " + Instant.now()));
            default -> {}
        }
    }

    /** Tells when the first frame has been drawn, and ends. */
    private void firstFrame(Runnable tell) {
        new AnimationTimer() {
            private int frames;

            @Override
            public void handle(long now) {
                // The pulse after one whose frame has been handed to the screen.
                if (++frames > FRAMES) {
                    stop();
                    tell.run();
                    end.run();
                }
            }
        }.start();
    }

    /**
     * Shows what everybody sees first, and ends. No more, since the cache grows by a megabyte with each hundred and fifty
     * classes.
     */
    private void screens() {
        Iterator<Runnable> steps = List.<Runnable>of(
                        () -> press("#quick-start"),
                        () -> chooseLast("#endpoints"),
                        () -> send("hello"),
                        () -> send("hello again"),
                        () -> chooseLast(".table-view"),
                        () -> type(Keys.ctrl(KeyCode.K)),
                        this::escape,
                        () -> type(Keys.ctrlShift(KeyCode.F5)),
                        end)
                .iterator();
        Timeline clock = new Timeline();
        clock.getKeyFrames().add(new KeyFrame(PACE, event -> {
            steps.next().run();
            if (steps.hasNext()) {
                clock.playFromStart();
            }
        }));
        clock.play();
    }

    private void press(String button) {
        if (scene.lookup(button) instanceof ButtonBase found) {
            found.fire();
        }
    }

    private void send(String words) {
        if (scene.lookup("#payload") instanceof TextInputControl payload) {
            payload.setText(words);
            press("#send");
        }
    }

    private void chooseLast(String selector) {
        switch (scene.lookup(selector)) {
            case ListView<?> list -> list.getSelectionModel().selectLast();
            case TableView<?> table -> table.getSelectionModel().selectLast();
            case null, default -> {}
        }
    }

    private void type(KeyCombination keys) {
        Runnable action = scene.getAccelerators().get(keys);
        if (action != null) {
            action.run();
        }
    }

    private void escape() {
        Node focused = scene.getFocusOwner();
        KeyEvent.fireEvent(
                focused == null ? scene.getRoot() : focused,
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ESCAPE, false, false, false, false));
    }
}
