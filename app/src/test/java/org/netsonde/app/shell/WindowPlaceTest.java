package org.netsonde.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.geometry.Rectangle2D;
import org.junit.jupiter.api.Test;
import org.netsonde.app.workbench.Preferences.Bounds;

/** A window that was on other screens the last time. */
class WindowPlaceTest {

    private static final Rectangle2D LAPTOP = new Rectangle2D(0, 27, 1366, 741);
    private static final Rectangle2D BESIDE = new Rectangle2D(1366, 0, 1920, 1080);

    @Test
    void whatFitsStaysAsItWas() {
        Bounds last = new Bounds(300, 40, 1000, 700, false);

        assertThat(fitted(last, LAPTOP)).isEqualTo(last);
    }

    @Test
    void whatHangsOverTheEdgeStaysThere() {
        Bounds last = new Bounds(900, 400, 1000, 700, false);

        assertThat(fitted(last, LAPTOP)).isEqualTo(last);
    }

    @Test
    void whatIsLargerThanTheScreenFillsIt() {
        assertThat(fitted(new Bounds(100, 60, 2560, 1400, false), LAPTOP))
                .isEqualTo(new Bounds(0, 27, 1366, 741, false));
        assertThat(fitted(new Bounds(100, 60, 1000, 1400, true), LAPTOP))
                .isEqualTo(new Bounds(100, 27, 1000, 741, true));
    }

    @Test
    void whatStandsOnTwoScreensMayBeAsWideAsBoth() {
        Bounds last = new Bounds(200, 30, 2600, 900, false);

        assertThat(fitted(last, LAPTOP, BESIDE)).isEqualTo(last);
        assertThat(fitted(new Bounds(1400, 10, 2600, 900, false), LAPTOP, BESIDE))
                .isEqualTo(new Bounds(1366, 10, 1920, 900, false));
    }

    @Test
    void whereItsScreenIsGoneItFitsOnThePrimaryOne() {
        assertThat(fitted(new Bounds(1400, 1200, 1900, 1000, false), LAPTOP))
                .isEqualTo(new Bounds(0, 27, 1366, 741, false));
    }

    private static Bounds fitted(Bounds last, Rectangle2D... screens) {
        return WindowPlace.fitted(last, List.of(screens), screens[0]);
    }
}
