package org.netsonde.app.charting;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngWriterTest {

    @Test
    void everyPixelComesBack() throws IOException {
        int width = 37;
        int height = 23;
        int[] pixels = new SplittableRandom(1).ints((long) width * height).toArray();
        BufferedImage read = read(pixels, width);
        assertThat(read.getWidth()).isEqualTo(width);
        assertThat(read.getHeight()).isEqualTo(height);
        assertThat(read.getColorModel().hasAlpha()).isFalse();
        for (int i = 0; i < pixels.length; i++) {
            assertThat(read.getRGB(i % width, i / width)).isEqualTo(pixels[i] | 0xff000000);
        }
    }

    @Test
    void pictureOfOneColourIsSmall() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PngWriter.write(new int[1_000 * 500], 1_000, 2, out);
        assertThat(out.size()).isLessThan(4_000);
    }

    private static BufferedImage read(int[] pixels, int width) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PngWriter.write(pixels, width, 2, out);
        return ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
    }
}
