import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Finishes the app image that jpackage made, on every system: native libraries and documents are added, every file gets the
 * same time stamp, and the JDK's ahead-of-time cache is trained on a run of the window on JavaFX's headless platform. On Linux
 * jpackage's launcher gives way to one of our own.
 *
 * <p>Arguments, each {@code --name=value}:
 *
 * <ul>
 *   <li>{@code image}: the folder that jpackage made
 *   <li>{@code launcher}: the name of the program in it
 *   <li>{@code natives}: native libraries to put beside those of the runtime
 *   <li>{@code documents}: a folder whose files are put beside the jars
 *   <li>{@code time}: the time stamp, ISO 8601
 *   <li>{@code aot}: {@code true} for a cache
 *   <li>{@code work}: a folder for the training's log and for what the program writes in it
 * </ul>
 */
final class FinishImage {

    private static final String CACHE = "netsonde.aot";
    private static final long PATIENCE_SECONDS = 300;

    private final Path app;
    private final String launcher;
    private final Path runtime;
    private final Path libraries;
    private final FileTime time;
    private final Path work;

    private FinishImage(Path image, String launcher, FileTime time, Path work) {
        Path mac = image.resolve("Contents");
        if (Files.isDirectory(mac)) {
            app = mac.resolve("app");
            runtime = mac.resolve("runtime/Contents/Home");
            libraries = runtime.resolve("lib");
        } else if (Files.isDirectory(image.resolve("lib/runtime"))) {
            app = image.resolve("lib/app");
            runtime = image.resolve("lib/runtime");
            libraries = runtime.resolve("lib");
        } else {
            app = image.resolve("app");
            runtime = image.resolve("runtime");
            // Windows looks for libraries beside the programs.
            libraries = runtime.resolve("bin");
        }
        this.launcher = launcher;
        this.time = time;
        this.work = work;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Map<String, String> options = new HashMap<>();
        for (String arg : args) {
            int equals = arg.indexOf('=');
            options.put(arg.substring(2, equals), arg.substring(equals + 1));
        }
        Path image = Path.of(options.get("image"));
        FinishImage finish = new FinishImage(
                image,
                options.get("launcher"),
                FileTime.from(OffsetDateTime.parse(options.get("time")).toInstant()),
                Path.of(options.get("work")));
        finish.copyInto(Path.of(options.get("natives")), finish.libraries);
        finish.copyInto(Path.of(options.get("documents")), finish.app);
        finish.strip();
        // The cache remembers the times of the jars and is refused when they are others.
        finish.stamp(image);
        if (Boolean.parseBoolean(options.get("aot"))) {
            finish.train();
        }
        if (Files.isDirectory(image.resolve("lib/runtime"))) {
            finish.launcherOfLinux(image);
        } else {
            finish.withoutCommands();
        }
        finish.stamp(image);
    }

    private void copyInto(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /**
     * Names of local functions, which only a debugger reads, are a sixth of the JVM's library and of JavaFX's largest. On
     * Linux; the others have them in files of their own.
     */
    private void strip() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("strip", "--strip-unneeded"));
        try (Stream<Path> files = Files.walk(libraries)) {
            files.filter(file -> file.toString().endsWith(".so")).map(Path::toString).forEach(command::add);
        }
        if (command.size() > 2) {
            Process strip = new ProcessBuilder(command).inheritIO().start();
            if (strip.waitFor() != 0) {
                throw new IOException("strip (package binutils) has failed for the libraries in " + libraries);
            }
        }
    }

    private void stamp(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!attributes.isSymbolicLink()) {
                    Files.setLastModifiedTime(file, time);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException problem) throws IOException {
                Files.setLastModifiedTime(visited, time);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void train() throws IOException, InterruptedException {
        Path configuration = app.resolve(launcher + ".cfg");
        List<String> lines = Files.readAllLines(configuration);
        Path cache = app.resolve(CACHE);
        // Without profiles of methods: they make the cache a tenth larger and the start no quicker.
        run(
                "training",
                lines,
                "-XX:AOTCacheOutput=" + cache,
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-AOTRecordTraining",
                "-Dnetsonde.tour=screens");
        if (!Files.exists(cache)) {
            throw new IOException("The training run has written no cache; see " + work.resolve("training.log"));
        }
        Files.setLastModifiedTime(cache, time);
        // Fails where the cache is refused, and with it the build: a cache that nobody uses is dead weight.
        run("check", lines, "-XX:AOTCache=" + cache, "-XX:AOTMode=on", "-Dnetsonde.tour=first-frame");
        // Every launcher's configuration: on Windows there is one for the window and one for the terminal.
        try (Stream<Path> files = Files.list(app)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".cfg")).toList()) {
                List<String> with = new ArrayList<>(Files.readAllLines(file));
                with.add(with.indexOf("[JavaOptions]") + 1, "java-options=-XX:AOTCache=$APPDIR/" + CACHE);
                Files.write(file, with);
            }
        }
    }

    /**
     * jpackage's launcher asks rpm and dpkg at each start which package it belongs to: a quarter of the time that a command
     * takes, and rpm leaves a database in the user's home when it is there and not used. A script that becomes the JVM does
     * without, and signals and exit status are the JVM's own. Its java has the program's name, for lists of processes.
     */
    private void launcherOfLinux(Path image) throws IOException {
        Path configuration = app.resolve(launcher + ".cfg");
        List<String> lines = Files.readAllLines(configuration);
        List<String> script = new ArrayList<>(List.of(
                "#!/bin/sh",
                "# Starts Netsonde on the Java runtime that comes with it.",
                "home=$(readlink -f -- \"$0\")",
                "home=${home%/*/*}",
                "APPDIR=$home/lib/app",
                "# Is for programs named java.",
                "unset JDK_JAVA_OPTIONS",
                "exec \"$home/lib/runtime/bin/" + launcher + "\" \\"));
        written(lines, "java-options").stream()
                .filter(option -> !option.contains("jpackage."))
                .forEach(option -> script.add("  \"" + option + "\" \\"));
        script.add("  -classpath \"" + String.join(":", written(lines, "app.classpath")) + "\" \\");
        script.add("  " + values(lines, "app.mainclass").getFirst() + " \"$@\"");
        Path program = image.resolve("bin").resolve(launcher);
        Files.write(program, script);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path java = runtime.resolve("bin/java");
        Files.move(java, java.resolveSibling(launcher), StandardCopyOption.REPLACE_EXISTING);
        for (Path command : List.of(runtime.resolve("bin/keytool"), runtime.resolve("bin/jfr"))) {
            Files.deleteIfExists(command);
        }
        // The last three are for other JVMs that read this one's image, for jars that are programs, and for a cache of the JDK's.
        for (String left : List.of(
                "libapplauncher.so",
                launcher + ".png",
                "app/.jpackage.xml",
                "app/" + launcher + ".cfg",
                "runtime/lib/jrt-fs.jar",
                "runtime/lib/jexec",
                "runtime/lib/classlist")) {
            Files.deleteIfExists(image.resolve("lib").resolve(left));
        }
    }

    /** Runs the program as its launcher would, with no display, and with folders of its own. */
    private void run(String name, List<String> configuration, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(runtime.resolve("bin").resolve(windows() ? "java.exe" : "java").toString());
        command.addAll(values(configuration, "java-options"));
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-Dglass.platform=Headless", "-Dprism.order=sw", "-Dnetsonde.display=yes", "-Duser.language=en"));
        command.add("-classpath");
        command.add(String.join(java.io.File.pathSeparator, values(configuration, "app.classpath")));
        command.addAll(values(configuration, "app.mainclass"));
        Path home = Files.createTempDirectory(Files.createDirectories(work), name);
        Path log = work.resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        for (String variable :
                List.of("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA", "USERPROFILE")) {
            builder.environment().put(variable, home.toAbsolutePath().toString());
        }
        builder.command().add(1, "-Duser.home=" + home.toAbsolutePath());
        Process process = builder.start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("The " + name + " run has not ended by itself; see " + log);
        }
        if (process.exitValue() != 0) {
            throw new IOException("The " + name + " run ended with status " + process.exitValue() + "; see " + log);
        }
    }

    /** What a configuration says of something, with its folder in words of this machine. */
    private List<String> values(List<String> configuration, String key) {
        return written(configuration, key).stream()
                .map(value -> value.replace("$APPDIR", app.toAbsolutePath().toString()))
                .toList();
    }

    /** What a configuration says of something, as it stands there. */
    private static List<String> written(List<String> configuration, String key) {
        return configuration.stream()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1))
                .toList();
    }

    /** The launcher starts the JVM's library itself; java and keytool have served their purpose. */
    private void withoutCommands() throws IOException {
        Path bin = runtime.resolve("bin");
        if (!Files.isDirectory(bin)) {
            return;
        }
        try (Stream<Path> files = Files.list(bin)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                if (!name.endsWith(".dll")) {
                    Files.delete(file);
                }
            }
        }
        try (Stream<Path> left = Files.list(bin)) {
            if (left.findAny().isEmpty()) {
                Files.delete(bin);
            }
        }
    }

    private static boolean windows() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    }
}
