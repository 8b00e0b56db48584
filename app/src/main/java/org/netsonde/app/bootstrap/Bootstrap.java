package org.netsonde.app.bootstrap;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The main class of the jar. On a new enough Java it calls the launcher; on an older one it looks for a newer one on this
 * machine and runs itself there. Compiled for Java 11 and free of references to other classes, so that an old Java gets a
 * sentence and not a stack trace.
 */
public final class Bootstrap {

    private static final int NEEDED = 25;
    private static final String LAUNCHER = "org.netsonde.app.Launcher";
    private static final int NO_JAVA = 2;

    private Bootstrap() {}

    /** Runs Netsonde and ends with its exit status. */
    public static void main(String[] args) throws Exception {
        if (Runtime.version().feature() >= NEEDED) {
            launch(args);
            return;
        }
        Path java = findJava(candidates());
        if (java == null) {
            System.err.println("netsonde: Java " + NEEDED + " or newer is needed, and this is Java "
                    + Runtime.version().feature() + ". Install one, or set NETSONDE_JAVA_HOME to it.");
            System.exit(NO_JAVA);
            return;
        }
        System.exit(runThere(java, args));
    }

    private static void launch(String[] args) throws Exception {
        try {
            Class.forName(LAUNCHER).getMethod("main", String[].class).invoke(null, (Object) args);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception) {
                throw (Exception) e.getCause();
            }
            throw e;
        }
    }

    /** The first home whose Java is new enough, or null. */
    static Path findJava(List<Path> homes) {
        for (Path home : homes) {
            for (String name : new String[] {"java", "java.exe"}) {
                Path java = home.resolve("bin").resolve(name);
                if (Files.isExecutable(java) && version(home) >= NEEDED) {
                    return java;
                }
            }
        }
        return null;
    }

    /** The major version that a home's release file tells, or 0. */
    static int version(Path home) {
        Path release = home.resolve("release");
        if (!Files.isReadable(release)) {
            return 0;
        }
        try (BufferedReader lines = Files.newBufferedReader(release, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("JAVA_VERSION=")) {
                    String version = line.substring("JAVA_VERSION=".length()).replace("\"", "");
                    return Integer.parseInt(version.split("[^0-9]", 2)[0]);
                }
            }
        } catch (IOException | NumberFormatException e) {
            // A home that does not tell its version is none that can be trusted.
            return 0;
        }
        return 0;
    }

    private static List<Path> candidates() {
        List<Path> homes = new ArrayList<>();
        for (String variable : new String[] {"NETSONDE_JAVA_HOME", "JAVA_HOME"}) {
            String home = System.getenv(variable);
            if (home != null && !home.isEmpty()) {
                homes.add(Paths.get(home));
            }
        }
        addChildren(homes, "/usr/lib/jvm", "");
        addChildren(homes, "/Library/Java/JavaVirtualMachines", "Contents/Home");
        addChildren(homes, "C:\\Program Files\\Java", "");
        addChildren(homes, "C:\\Program Files\\Eclipse Adoptium", "");
        return homes;
    }

    private static void addChildren(List<Path> homes, String folder, String inside) {
        Path path = Paths.get(folder);
        if (!Files.isDirectory(path)) {
            return;
        }
        try (DirectoryStream<Path> children = Files.newDirectoryStream(path)) {
            for (Path child : children) {
                homes.add(inside.isEmpty() ? child : child.resolve(inside));
            }
        } catch (IOException e) {
            // A folder that cannot be listed offers no Java; the next one may.
            return;
        }
    }

    /** Runs this program in a child that has the terminal, and passes on signals and the exit status. */
    private static int runThere(Path java, String[] args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(Arrays.asList(
                java.toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-classpath",
                absolute(System.getProperty("java.class.path")),
                LAUNCHER));
        command.addAll(Arrays.asList(args));
        Process child = new ProcessBuilder(command).inheritIO().start();
        Thread forward = new Thread(() -> end(child), "netsonde-forward-signal");
        Runtime.getRuntime().addShutdownHook(forward);
        int status = child.waitFor();
        try {
            Runtime.getRuntime().removeShutdownHook(forward);
        } catch (IllegalStateException e) {
            // A signal arrived: the hook has the child's status and halts with it.
            forward.join();
        }
        return status;
    }

    /** A signal to this process is one to the child, whose status becomes that of this process. */
    private static void end(Process child) {
        child.destroy();
        try {
            Runtime.getRuntime().halt(child.waitFor());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The class path, independent of the working directory. */
    private static String absolute(String classPath) {
        StringBuilder out = new StringBuilder();
        for (String entry : classPath.split(File.pathSeparator)) {
            out.append(out.length() == 0 ? "" : File.pathSeparator)
                    .append(Paths.get(entry).toAbsolutePath());
        }
        return out.toString();
    }
}
