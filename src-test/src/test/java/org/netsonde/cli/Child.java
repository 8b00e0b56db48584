package org.netsonde.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The program in a process of its own, in English unless asked otherwise. Standard error goes to a file, so that
 * neither stream can block the other.
 */
record Child(Process process, BufferedReader output, Path errorFile) implements AutoCloseable {

    private static final long EXIT_SECONDS = 40;

    /** Starts the launcher with the class path of this test. */
    static Child start(Path folder, List<String> jvm, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-Duser.language=en",
                "-Duser.country=US"));
        command.addAll(jvm);
        command.addAll(List.of("-classpath", System.getProperty("java.class.path"), "org.netsonde.app.Launcher"));
        command.addAll(List.of(args));
        Path errors = folder.resolve("stderr.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(errors.toFile());
        // What it records is not the user's.
        builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
        builder.environment().put("XDG_CONFIG_HOME", folder.resolve("config").toString());
        Process process = builder.start();
        return new Child(process, process.inputReader(StandardCharsets.UTF_8), errors);
    }

    /** The addresses of the line that says that everything runs. */
    JsonNode ready() throws IOException {
        String line = output.readLine();
        assertThat(line).as(this::errors).startsWith("ready {");
        return JsonMapper.shared().readTree(line.substring("ready ".length()));
    }

    /** What is left on standard output when the process ends. */
    String restOfOutput() {
        return output.lines().collect(Collectors.joining("\n"));
    }

    /** Sends SIGTERM. The handle does it without closing the streams, which the process itself would. */
    void terminate() {
        assertThat(process.toHandle().destroy()).isTrue();
    }

    int exitStatus() throws InterruptedException {
        assertThat(process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS))
                .as("it ends")
                .isTrue();
        return process.exitValue();
    }

    String errors() {
        try {
            return Files.readString(errorFile).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
