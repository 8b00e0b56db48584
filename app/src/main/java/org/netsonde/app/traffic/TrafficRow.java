package org.netsonde.app.traffic;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.message.Escapes;
import org.netsonde.engine.protocol.MessageCodec.Verdict;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.TrafficMessage;

/**
 * One line of the traffic table. Its text and the verdict on it are made when it is first shown. Immutable but for that; FX
 * thread only.
 */
public final class TrafficRow {

    /** More than fits a line on a wide screen; the rest is seen in the detail. */
    static final int SHOWN_BYTES = 512;

    private final ReadMessage read;
    private String text = "";
    private Optional<Verdict> verdict = Optional.empty();
    private boolean inspected;

    TrafficRow(ReadMessage read) {
        this.read = read;
    }

    /** The message as it crossed the wire. */
    public TrafficMessage message() {
        return read.message();
    }

    /** Its kind, if its protocol tells it. */
    public Optional<Phrase> kind() {
        return read.kind();
    }

    /** Its content. Not to be modified. */
    public byte[] body() {
        return read.body();
    }

    ReadMessage read() {
        return read;
    }

    /**
     * One line that shows the beginning, with escapes; ends with an ellipsis where there is more. */
    String text() {
        if (text.isEmpty()) {
            text = line(message(), body());
        }
        return text;
    }

    /** Whether somebody has looked, or looks, whether it keeps to its protocol's rules. */
    boolean isInspected() {
        return inspected;
    }

    /** The verdict on it, if there is one and it is known. */
    Optional<Verdict> verdict() {
        return verdict;
    }

    void verdict(Optional<Verdict> found) {
        verdict = found;
        inspected = true;
    }

    /** What the row takes in memory, in bytes, about. */
    int weight() {
        return read.size() + 64;
    }

    /** Whether it tells of a connection rather than of data. */
    boolean isEvent() {
        return !message().direction().isData();
    }

    boolean isFailure() {
        return message().direction() == Direction.FAILED;
    }

    private static String line(TrafficMessage message, byte[] bytes) {
        boolean cut = bytes.length > SHOWN_BYTES;
        byte[] head = cut ? Arrays.copyOf(bytes, wholeCharacters(bytes, SHOWN_BYTES)) : bytes;
        String line = message.direction().isData() ? Escapes.encode(head) : new String(head, StandardCharsets.UTF_8);
        return (message.gap() ? "… " : "") + line + (cut || message.incomplete() ? " …" : "");
    }

    /** A length of at most {@code max} that does not cut a UTF-8 character; if it is not UTF-8 it does not matter. */
    private static int wholeCharacters(byte[] bytes, int max) {
        int end = max;
        while (end > max - 4 && end < bytes.length && (bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return end;
    }
}
