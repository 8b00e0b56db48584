package org.netsonde.app.workbench;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Another JVM that runs a class of the tests; it is spoken to by lines, and ended with this. No wait is without end. */
final class OtherProcess implements AutoCloseable {

    private static final long SECONDS = 60;

    private final Process process;
    private final BufferedReader lines;

    private OtherProcess(Process process) {
        this.process = process;
        this.lines = process.inputReader();
    }

    /** Starts a class that has a main method. */
    static OtherProcess start(Class<?> main, String... arguments) throws IOException {
        List<String> command = Stream.concat(
                        Stream.of(
                                ProcessHandle.current().info().command().orElse("java"),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                main.getName()),
                        Stream.of(arguments))
                .toList();
        return new OtherProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** A time soon enough to wait for and late enough to be told. */
    static Instant soon() {
        return Instant.now().plus(Duration.ofMillis(5));
    }

    /** Both processes are there to the microsecond, so that what they do then falls together. */
    static void waitFor(Instant time) {
        while (Instant.now().isBefore(time)) {
            Thread.onSpinWait();
        }
    }

    void say(String line) throws IOException {
        var out = process.outputWriter();
        out.write(line + "\n");
        out.flush();
    }

    /** The next line that it says. */
    String hear() throws Exception {
        CompletableFuture<String> line = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                line.complete(String.valueOf(lines.readLine()));
            } catch (IOException e) {
                line.completeExceptionally(e);
            }
        });
        return line.get(SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor(SECONDS, TimeUnit.SECONDS);
    }
}
