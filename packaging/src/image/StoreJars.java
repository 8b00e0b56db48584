import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Stores the entries of some jars instead of compressing them, before anything is said of the jars that are shipped.
 *
 * <p>Arguments: the folder of jars, the time stamp of their entries (ISO 8601).
 */
final class StoreJars {

    /**
     * A jar above this is stored: in a package, which is compressed as a whole, it then takes half the room, and once
     * installed two times the room. Smaller ones are left alone, since what is gained there is less than what it costs.
     */
    private static final long STORED_ABOVE = 5_000_000;

    /** Have many classes that resemble each other, so that twice as much is gained as with other jars for the same cost. */
    private static final Pattern STORED = Pattern.compile("(bcutil|caffeine|logback-core)-.*");

    private StoreJars() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        LocalDateTime time = Jars.time(args[1]);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path jar : files.filter(f -> f.toString().endsWith(".jar")).toList()) {
                boolean named = STORED.matcher(jar.getFileName().toString()).matches();
                if (named || Files.size(jar) > STORED_ABOVE) {
                    store(jar, time);
                }
            }
        }
    }

    /**
     * Signatures are left out: OpenJDK does not ask for them, they do not compress, and classes of signed jars are kept out
     * of the cache.
     */
    private static void store(Path jar, LocalDateTime time) throws IOException {
        SequencedMap<String, byte[]> entries = Jars.read(jar);
        boolean signed = entries.keySet().removeIf(StoreJars::isSignature);
        entries.put(Jars.MANIFEST, manifest(entries.get(Jars.MANIFEST), signed));
        Path stored = Files.createTempFile(jar.getParent(), "stored", ".jar");
        Jars.write(stored, Jars.manifestFirst(entries), time, true);
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
        String text = new String(manifest, StandardCharsets.UTF_8);
        int end = text.replace("\r\n", "\n").indexOf("\n\n");
        return (end < 0 ? text : text.replace("\r\n", "\n").substring(0, end + 2))
                .getBytes(StandardCharsets.UTF_8);
    }
}
