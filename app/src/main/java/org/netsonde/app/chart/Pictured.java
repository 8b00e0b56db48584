package org.netsonde.app.chart;

import javafx.scene.image.WritableImage;

/** A chart that can be taken away. JavaFX thread only. */
public interface Pictured {

    /** What stands above it. */
    String title();

    /**
     * A picture of what it shows, without what the pointer asks for, on its background.
     *
     * @param pixels in a unit of layout
     */
    WritableImage picture(double pixels);

    /** The visible values as CSV. */
    String visibleValues();
}
