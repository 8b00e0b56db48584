package org.netsonde.app.charting;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes a picture as PNG (ISO/IEC 15948): true colour without transparency, not interlaced. Stateless.
 */
final class PngWriter {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int BITS = 8;
    private static final int TRUE_COLOUR = 2;
    /** Stands before a line whose bytes are the differences from the line above: most of a chart is then zeros. */
    private static final int FILTER_UP = 2;

    private static final int CHANNELS = 3;
    private static final double DOTS_PER_METRE = 96 / 0.0254;
    private static final int PER_METRE = 1;

    private PngWriter() {}

    /**
     * Writes one.
     *
     * @param argb its pixels, line by line from the top; how opaque they are does not matter
     * @param width of a line
     * @param scale pixels in a unit of layout, of which 96 are an inch: programs show the picture in its natural size
     */
    static void write(int[] argb, int width, double scale, OutputStream out) throws IOException {
        int height = argb.length / width;
        out.write(SIGNATURE);
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(header);
        fields.writeInt(width);
        fields.writeInt(height);
        fields.write(new byte[] {BITS, TRUE_COLOUR, 0, 0, 0});
        chunk(out, "IHDR", header.toByteArray());
        ByteArrayOutputStream size = new ByteArrayOutputStream();
        DataOutputStream dots = new DataOutputStream(size);
        dots.writeInt((int) Math.round(scale * DOTS_PER_METRE));
        dots.writeInt((int) Math.round(scale * DOTS_PER_METRE));
        dots.write(PER_METRE);
        chunk(out, "pHYs", size.toByteArray());
        chunk(out, "IDAT", pixels(argb, width, height));
        chunk(out, "IEND", new byte[0]);
    }

    private static byte[] pixels(int[] argb, int width, int height) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed, deflater, 1 << 16)) {
            byte[] above = new byte[width * CHANNELS];
            byte[] line = new byte[width * CHANNELS];
            byte[] filtered = new byte[width * CHANNELS];
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int colour = argb[y * width + x];
                    line[x * CHANNELS] = (byte) (colour >> 16);
                    line[x * CHANNELS + 1] = (byte) (colour >> 8);
                    line[x * CHANNELS + 2] = (byte) colour;
                }
                for (int i = 0; i < line.length; i++) {
                    filtered[i] = (byte) (line[i] - above[i]);
                }
                out.write(FILTER_UP);
                out.write(filtered);
                byte[] free = above;
                above = line;
                line = free;
            }
        } finally {
            deflater.end();
        }
        return packed.toByteArray();
    }

    /** Length, type, data, and the check sum of the latter two. */
    private static void chunk(OutputStream out, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(data);
        DataOutputStream fields = new DataOutputStream(out);
        fields.writeInt(data.length);
        fields.write(name);
        fields.write(data);
        fields.writeInt((int) sum.getValue());
        fields.flush();
    }
}
