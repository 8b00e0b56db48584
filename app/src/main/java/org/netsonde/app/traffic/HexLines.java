package org.netsonde.app.traffic;

import java.util.AbstractList;
import java.util.HexFormat;

/** Bytes as lines of a hex view: offset, hexadecimal, ASCII. Lines are made when they are looked at. */
public final class HexLines extends AbstractList<String> {

    private static final HexFormat HEX = HexFormat.of();

    private final byte[] bytes;
    private final int perLine;

    /**
     * A view of bytes.
     *
     * @param perLine bytes in a line: 8 or 16
     */
    public HexLines(byte[] bytes, int perLine) {
        this.bytes = bytes;
        this.perLine = perLine;
    }

    @Override
    public String get(int line) {
        int from = line * perLine;
        int to = Math.min(bytes.length, from + perLine);
        StringBuilder out = new StringBuilder(perLine * 4 + 16);
        out.append(HEX.toHexDigits(from, bytes.length > 0xFFFF ? 8 : 4)).append("  ");
        for (int i = from; i < from + perLine; i++) {
            out.append(i < to ? HEX.toHexDigits(bytes[i]) : "  ").append(i % 8 == 7 ? "  " : " ");
        }
        for (int i = from; i < to; i++) {
            int b = bytes[i] & 0xFF;
            out.append(b >= 0x20 && b < 0x7F ? (char) b : '.');
        }
        return out.toString();
    }

    @Override
    public int size() {
        return (bytes.length + perLine - 1) / perLine;
    }
}
