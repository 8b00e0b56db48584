package org.netsonde.app.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against pictures that the Java runtime writes. */
class PictureHeadTest {

    private static byte[] picture(String format, int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, out))
                .isTrue();
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PNG", "JPEG", "GIF", "BMP"})
    void theSizeIsReadFromTheHead(String format) throws IOException {
        byte[] picture = picture(format, 321, 45);

        assertThat(PictureHead.of(picture)).contains(new PictureHead(format, 321, 45, 1));
        assertThat(PictureHead.of(picture).orElseThrow().fits()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PNG", "JPEG", "GIF", "BMP"})
    void aFileThatIsCutAnywhereDoesNoHarm(String format) throws IOException {
        byte[] picture = picture(format, 20, 10);
        for (int length = 0; length < picture.length; length++) {
            PictureHead.of(Arrays.copyOf(picture, length))
                    .ifPresent(head -> assertThat(head.kind()).isEqualTo(format));
        }
    }

    @Test
    void aSmallFileThatUnfoldsIntoAHugePictureDoesNotFit() throws IOException {
        byte[] png = picture("PNG", 1, 1);
        ByteBuffer.wrap(png).putInt(16, 60_000).putInt(20, 60_000);
        assertThat(PictureHead.of(png).orElseThrow().fits()).isFalse();
        ByteBuffer.wrap(png).putInt(16, -1).putInt(20, -1);
        assertThat(PictureHead.of(png).orElseThrow().fits()).isFalse();
    }

    @Test
    void thePicturesOfAnAnimationCountTogether() {
        ByteBuffer gif = ByteBuffer.allocate(13 + 100 * 13).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        gif.put("GIF89a".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .putShort((short) 2_000)
                .putShort((short) 2_000)
                .put(new byte[3]);
        for (int i = 0; i < 100; i++) {
            gif.put((byte) 0x2C).put(new byte[9]).put((byte) 8).put((byte) 0).put((byte) 0);
            gif.position(gif.position() - 1);
        }
        PictureHead head = PictureHead.of(gif.array()).orElseThrow();

        assertThat(head.frames()).isEqualTo(100);
        assertThat(head.fits()).as("one of them would").isFalse();
    }
}
