package org.netsonde.app.chart;

import java.util.Arrays;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;

/** A font with its measures; the widths of Latin characters are remembered, since labels change many times a second. */
final class Typeface {

    private static final int REMEMBERED = 256;

    private final Font font;
    private final Text probe = new Text();
    private final double[] widths = new double[REMEMBERED];
    private final double lineHeight;
    private final double ascent;

    Typeface(Font font) {
        this.font = font;
        probe.setFont(font);
        probe.setText("0");
        lineHeight = Math.ceil(probe.getLayoutBounds().getHeight());
        ascent = Math.ceil(-probe.getLayoutBounds().getMinY());
        Arrays.fill(widths, -1);
    }

    /** The heavier and slightly larger face for headings. */
    static Typeface heading(Font font) {
        return new Typeface(Font.font(font.getFamily(), FontWeight.BOLD, font.getSize() + 1));
    }

    Font font() {
        return font;
    }

    double lineHeight() {
        return lineHeight;
    }

    double ascent() {
        return ascent;
    }

    /** The width of a line of text. */
    double width(String text) {
        double width = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= REMEMBERED) {
                return measured(text);
            }
            if (widths[c] < 0) {
                widths[c] = measured(String.valueOf(c));
            }
            width += widths[c];
        }
        return width;
    }

    /** As much of the text as fits into a width, with an ellipsis where it was cut; empty if nothing fits. */
    String fitted(String text, double room) {
        if (width(text) <= room) {
            return text;
        }
        int end = text.length() - 1;
        while (end > 0 && width(text.substring(0, end)) + width("…") > room) {
            end--;
        }
        return end <= 0 ? "" : text.substring(0, end).stripTrailing() + "…";
    }

    private double measured(String text) {
        probe.setText(text);
        return probe.getLayoutBounds().getWidth();
    }
}
