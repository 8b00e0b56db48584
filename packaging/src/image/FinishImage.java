import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Finishes the app image that jpackage made, on every system: native libraries and documents are added, large jars are
 * stored instead of compressed, every file gets the same time stamp, and the JDK's ahead-of-time cache is trained on a run of
 * the window on JavaFX's headless platform.
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

    /**
     * A jar above this is stored: in a package, which is compressed as a whole, it then takes half the room, and once
     * installed two times the room. Smaller ones are left alone, since what is gained there is less than what it costs.
     */
    private static final long STORED_ABOVE = 5_000_000;

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
        finish.storeLargeJars();
        finish.strip();
        // The cache remembers the times of the jars and is refused when they are others.
        finish.stamp(image);
        if (Boolean.parseBoolean(options.get("aot"))) {
            finish.train();
        }
        finish.withoutCommands();
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

    private void storeLargeJars() throws IOException {
        try (Stream<Path> files = Files.list(app)) {
            for (Path jar : files.filter(f -> f.toString().endsWith(".jar")).toList()) {
                if (Files.size(jar) > STORED_ABOVE) {
                    store(jar);
                }
            }
        }
    }

    /**
     * Signatures are left out: OpenJDK does not ask for them, they do not compress, and classes of signed jars are kept out
     * of the cache.
     */
    private void store(Path jar) throws IOException {
        LocalDateTime stamp = LocalDateTime.ofInstant(time.toInstant(), ZoneOffset.UTC);
        Map<String, byte[]> entries = new TreeMap<>();
        try (ZipFile in = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : in.stream().filter(e -> !e.isDirectory()).toList()) {
                try (InputStream content = in.getInputStream(entry)) {
                    entries.put(entry.getName(), content.readAllBytes());
                }
            }
        }
        boolean signed = entries.keySet().removeIf(FinishImage::isSignature);
        Path stored = Files.createTempFile(app, "stored", ".jar");
        try (OutputStream file = Files.newOutputStream(stored);
                ZipOutputStream out = new ZipOutputStream(file)) {
            out.setMethod(ZipOutputStream.STORED);
            // The manifest comes first, where java.util.jar looks for it.
            write(out, "META-INF/MANIFEST.MF", manifest(entries.remove("META-INF/MANIFEST.MF"), signed), stamp);
            for (var entry : entries.entrySet()) {
                write(out, entry.getKey(), entry.getValue(), stamp);
            }
        }
        Files.move(stored, jar, StandardCopyOption.REPLACE_EXISTING);
        jar.toFile().setReadable(true, false);
    }

    private static boolean isSignature(String name) {
        return name.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");
    }

    /** Without the digests of every entry, which follow the main section of a signed jar's manifest. */
    private static byte[] manifest(byte[] manifest, boolean signed) {
        if (!signed) {
            return manifest;
        }
        String text = new String(manifest, java.nio.charset.StandardCharsets.UTF_8);
        int end = text.replace("\r\n", "\n").indexOf("\n\n");
        return (end < 0 ? text : text.replace("\r\n", "\n").substring(0, end + 2))
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private static void write(ZipOutputStream out, String name, byte[] content, LocalDateTime stamp)
            throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(stamp);
        entry.setSize(content.length);
        entry.setCompressedSize(content.length);
        entry.setCrc(crc.getValue());
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }

    /** Names of local functions, which only a debugger reads, are a sixth of the JVM's library. */
    private void strip() throws IOException, InterruptedException {
        Path jvm = libraries.resolve("server/libjvm.so");
        if (Files.exists(jvm)) {
            Process strip = new ProcessBuilder("strip", "--strip-unneeded", jvm.toString())
                    .inheritIO()
                    .start();
            if (strip.waitFor() != 0) {
                throw new IOException("strip (package binutils) has failed for " + jvm);
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
        Path home = Files.createDirectories(work.resolve(name));
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

    private List<String> values(List<String> configuration, String key) {
        return configuration.stream()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1)
                        .replace("$APPDIR", app.toAbsolutePath().toString()))
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
