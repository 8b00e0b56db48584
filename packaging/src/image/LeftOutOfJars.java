import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Leaves entries that are never used out of jars, before anything is said of the jars that are shipped.
 *
 * <p>Arguments: the folder of jars, the list ({@code left-out-of-jars.txt}), the time stamp of entries (ISO 8601). It fails
 * where a line of the list finds nothing, and where a class of another jar refers to a class that would be missing.
 */
final class LeftOutOfJars {

    private static final String CLASS = ".class";

    /**
     * Are made together with bcprov and refer to all of it: to be called with algorithms that Netsonde does not have.
     */
    private static final Pattern OF_ONE_KIND = Pattern.compile("bc(pkix|util)-.*");

    private LeftOutOfJars() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        LocalDateTime time = Jars.time(args[2]);
        List<Path> jars;
        try (Stream<Path> files = Files.list(folder)) {
            jars = files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
        }
        Map<String, Path> missing = new HashMap<>();
        for (String line : Files.readAllLines(Path.of(args[1]))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                int blank = line.indexOf(' ');
                Path jar = jars.stream()
                        .filter(j -> j.getFileName().toString().startsWith(line.substring(0, blank)))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("there is no such jar: " + line));
                for (String entry : leaveOut(jar, Pattern.compile(line.substring(blank + 1)), line, time)) {
                    missing.put(entry, jar);
                }
            }
        }
        for (Path jar : jars) {
            if (!OF_ONE_KIND.matcher(jar.getFileName().toString()).matches()) {
                requireWhole(jar, missing);
            }
        }
    }

    private static Set<String> leaveOut(Path jar, Pattern entries, String line, LocalDateTime time)
            throws IOException {
        SequencedMap<String, byte[]> all = Jars.read(jar);
        Set<String> leftOut = new TreeSet<>();
        for (String name : all.keySet()) {
            if (entries.matcher(name.replaceFirst("^META-INF/versions/\\d+/", "")).matches()) {
                leftOut.add(name);
            }
        }
        if (leftOut.isEmpty()) {
            throw new IllegalStateException("there is nothing to leave out: " + line);
        }
        all.keySet().removeAll(leftOut);
        Path smaller = Files.createTempFile(jar.getParent(), "smaller", ".jar");
        Jars.write(smaller, Jars.manifestFirst(all), time, false);
        Files.move(smaller, jar, StandardCopyOption.REPLACE_EXISTING);
        jar.toFile().setReadable(true, false);
        return leftOut;
    }

    private static void requireWhole(Path jar, Map<String, Path> missing) throws IOException {
        for (var entry : Jars.read(jar).entrySet()) {
            if (entry.getKey().endsWith(CLASS)) {
                for (PoolEntry constant : ClassFile.of().parse(entry.getValue()).constantPool()) {
                    if (constant instanceof ClassEntry other) {
                        Path from = missing.get(other.asInternalName() + CLASS);
                        if (from != null && !from.equals(jar)) {
                            throw new IllegalStateException(jar.getFileName() + ": " + entry.getKey() + " refers to "
                                    + other.asInternalName() + ", which left-out-of-jars.txt leaves out of "
                                    + from.getFileName());
                        }
                    }
                }
            }
        }
    }
}
