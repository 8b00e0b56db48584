package org.netsonde.engine.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Content codings of bodies (RFC 9110, section 8.4.1), undone within a bound. Stateless. */
public final class ContentCoding {

    /** What is asked for. */
    public static final String ACCEPTED = "gzip, deflate";

    /** Nobody needs more; each one more multiplies what a few bytes come to. */
    private static final int MOST_CODINGS = 3;

    private static final int BUFFER = 8192;

    private ContentCoding() {}

    /** What came of decoding. */
    public enum Outcome {
        /** All of it is there. */
        WHOLE,
        /** There is more than the bound allows; its beginning is there. */
        TOO_LONG,
        /** It ends or breaks in the middle; what could be read is there. */
        BROKEN,
        /** The coding is not known here; the bytes are as they came. */
        UNKNOWN
    }

    /**
     * A decoded body.
     *
     * @param bytes what there is of it; the very array that was given where nothing was to be done
     */
    public record Decoded(byte[] bytes, Outcome outcome) {}

    /**
     * Undoes what a field {@code Content-Encoding} tells; never fails.
     *
     * @param codings the field's value; empty for none
     * @param max the most bytes that each step gives
     */
    public static Decoded decode(byte[] body, String codings, int max) {
        List<String> names = Stream.of(codings.toLowerCase(Locale.ROOT).split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty() && !name.equals("identity"))
                .toList();
        if (names.size() > MOST_CODINGS) {
            return new Decoded(body, Outcome.UNKNOWN);
        }
        Decoded decoded = new Decoded(body, Outcome.WHOLE);
        for (int i = names.size() - 1; i >= 0 && decoded.outcome() == Outcome.WHOLE; i--) {
            // A reply without content, such as to HEAD, names its coding and has nothing to decode.
            decoded = decoded.bytes().length == 0 ? decoded : step(decoded.bytes(), names.get(i), max);
        }
        return decoded;
    }

    private static Decoded step(byte[] bytes, String coding, int max) {
        return switch (coding) {
            case "gzip", "x-gzip" -> read(max, () -> new GZIPInputStream(new ByteArrayInputStream(bytes)));
            // The standard means the format of zlib, and some servers send the bare one.
            case "deflate" -> inflated(bytes, !hasZlibHead(bytes), max);
            default -> new Decoded(bytes, Outcome.UNKNOWN);
        };
    }

    /** RFC 1950, section 2.2. */
    private static boolean hasZlibHead(byte[] bytes) {
        return bytes.length > 1 && (bytes[0] & 0x0f) == 8 && (((bytes[0] & 0xff) << 8) + (bytes[1] & 0xff)) % 31 == 0;
    }

    private static Decoded inflated(byte[] bytes, boolean bare, int max) {
        Inflater inflater = new Inflater(bare);
        try {
            return read(max, () -> new InflaterInputStream(new ByteArrayInputStream(bytes), inflater));
        } finally {
            inflater.end();
        }
    }

    /** Opens a stream of decoded bytes. */
    private interface Opening {
        InputStream open() throws IOException;
    }

    private static Decoded read(int max, Opening opening) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = opening.open()) {
            int count;
            while ((count = in.read(buffer)) >= 0) {
                if (out.size() + count > max) {
                    out.write(buffer, 0, max - out.size());
                    return new Decoded(out.toByteArray(), Outcome.TOO_LONG);
                }
                out.write(buffer, 0, count);
            }
            return new Decoded(out.toByteArray(), Outcome.WHOLE);
        } catch (IOException e) {
            return new Decoded(out.toByteArray(), Outcome.BROKEN);
        }
    }
}
