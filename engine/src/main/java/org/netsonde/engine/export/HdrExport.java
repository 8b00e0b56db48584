package org.netsonde.engine.export;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.jspecify.annotations.Nullable;

/**
 * {@code latency.hlog}: the latencies as an HdrHistogram log of version 1.3, one line for each endpoint and interval, with
 * the endpoint's name as its tag; endpoint by endpoint, each in the order of time. Values are nanoseconds, the largest of a
 * line is in milliseconds. Tags may hold no comma, space or line break, so these, {@code %} and control characters stand as
 * their UTF-8 bytes in the form {@code %2C}.
 */
record HdrExport() implements Export {

    @Override
    public String id() {
        return "hdr";
    }

    @Override
    public String fileName() {
        return "latency.hlog";
    }

    @Override
    public void write(ExportSource source, OutputStream out, Progress progress) throws IOException {
        Watched watched = new Watched(out);
        // Print streams keep silent about errors; the stream below does not.
        PrintStream print = new PrintStream(watched, false, StandardCharsets.UTF_8);
        HistogramLogWriter log = new HistogramLogWriter(print);
        long start = source.session().started().toEpochMilli();
        log.outputComment("[Latencies in nanoseconds, recorded by Netsonde "
                + oneLine(source.session().version()) + "]");
        log.outputLogFormatVersion();
        log.outputBaseTime(start);
        log.outputStartTime(start);
        log.setBaseTime(start);
        log.outputLegend();
        for (int i = 0; i < source.endpoints().size(); i++) {
            progress.report((double) i / source.endpoints().size());
            ExportEndpoint endpoint = source.endpoints().get(i);
            String tag = tag(endpoint.info().name());
            endpoint.latencies(histogram -> line(log, histogram, tag));
            print.flush();
            watched.check();
        }
        print.flush();
        watched.check();
        progress.report(1);
    }

    private static void line(HistogramLogWriter log, Histogram histogram, String tag) {
        histogram.setTag(tag);
        log.outputIntervalHistogram(histogram);
    }

    /** The name as a tag. */
    static String tag(String name) {
        StringBuilder tag = new StringBuilder();
        name.codePoints().forEach(c -> {
            if (c == ',' || c == '%' || Character.isWhitespace(c) || Character.isSpaceChar(c) || !printable(c)) {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    tag.append(String.format("%%%02X", b));
                }
            } else {
                tag.appendCodePoint(c);
            }
        });
        return tag.toString();
    }

    private static boolean printable(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.UNASSIGNED;
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\R", " ");
    }

    /** Remembers the first error that a print stream above keeps silent about. */
    private static final class Watched extends FilterOutputStream {
        private @Nullable IOException error;

        Watched(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                remember(e);
                throw e;
            }
        }

        @Override
        public void flush() throws IOException {
            try {
                out.flush();
            } catch (IOException e) {
                remember(e);
                throw e;
            }
        }

        private void remember(IOException e) {
            if (error == null) {
                error = e;
            }
        }

        void check() throws IOException {
            if (error != null) {
                throw error;
            }
        }
    }
}
