package org.netsonde.app.chart;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

/** What a chart is drawn on, its size in units of layout, and the colours and the font to draw with. */
interface Surface {

    GraphicsContext graphics();

    double width();

    double height();

    /** Pixels in a unit of layout. */
    double scale();

    Font font();

    Color color(Ink ink);
}
