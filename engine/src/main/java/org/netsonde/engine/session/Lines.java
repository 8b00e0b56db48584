package org.netsonde.engine.session;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Reads logs of lines, of which the last may be torn. Stateless. */
final class Lines {

    /** Longer lines are passed over: nothing that is written here is as long. */
    private static final int LONGEST = 1 << 20;

    private Lines() {}

    /** Calls with each whole line of each piece, oldest first; a tail without a line break is passed over. */
    static void forEach(List<Path> pieces, Consumer<String> consumer) throws IOException {
        for (Path piece : pieces) {
            try (InputStream in = new BufferedInputStream(Channels.newInputStream(RotatingFile.read(piece)), 1 << 16)) {
                forEach(in, consumer);
            } catch (NoSuchFileException e) {
                // It has given way to newer ones, or was renamed, since it was listed.
                System.getLogger(Lines.class.getName()).log(System.Logger.Level.DEBUG, "{0} is gone", piece);
            }
        }
    }

    private static void forEach(InputStream in, Consumer<String> consumer) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean tooLong = false;
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                if (!tooLong) {
                    consumer.accept(line.toString(StandardCharsets.UTF_8));
                }
                line.reset();
                tooLong = false;
            } else if (line.size() < LONGEST) {
                line.write(b);
            } else {
                tooLong = true;
            }
        }
    }
}
