import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Stores the entries of large jars instead of compressing them, before anything is said of the jars that are shipped.
 *
 * <p>Arguments: the folder of jars, the time stamp of their entries (ISO 8601).
 */
final class StoreJars {

    /**
     * A jar above this is stored: in a package, which is compressed as a whole, it then takes half the room, and once
     * installed two times the room. Smaller ones are left alone, since what is gained there is less than what it costs.
     */
    private static final long STORED_ABOVE = 5_000_000;

    private StoreJars() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        LocalDateTime time =
                OffsetDateTime.parse(args[1]).withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path jar : files.filter(f -> f.toString().endsWith(".jar")).toList()) {
                if (Files.size(jar) > STORED_ABOVE) {
                    store(jar, time);
                }
            }
        }
    }

    /**
     * Signatures are left out: OpenJDK does not ask for them, they do not compress, and classes of signed jars are kept out
     * of the cache.
     */
    private static void store(Path jar, LocalDateTime stamp) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        try (ZipFile in = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : in.stream().filter(e -> !e.isDirectory()).toList()) {
                try (InputStream content = in.getInputStream(entry)) {
                    entries.put(entry.getName(), content.readAllBytes());
                }
            }
        }
        boolean signed = entries.keySet().removeIf(StoreJars::isSignature);
        Path stored = Files.createTempFile(jar.getParent(), "stored", ".jar");
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
        String text = new String(manifest, StandardCharsets.UTF_8);
        int end = text.replace("\r\n", "\n").indexOf("\n\n");
        return (end < 0 ? text : text.replace("\r\n", "\n").substring(0, end + 2))
                .getBytes(StandardCharsets.UTF_8);
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
}
