import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Reads jars whole, and writes them so that the same entries give the same bytes. */
final class Jars {

    static final String MANIFEST = "META-INF/MANIFEST.MF";

    private Jars() {}

    /** The time stamp of entries, in UTC whatever the machine's zone, from ISO 8601. */
    static LocalDateTime time(String text) {
        return OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
    }

    /** What is in a jar, by name in alphabetical order; folders have no entries of their own. */
    static SequencedMap<String, byte[]> read(Path jar) throws IOException {
        SequencedMap<String, byte[]> entries = new TreeMap<>();
        try (ZipFile in = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : in.stream().filter(e -> !e.isDirectory()).toList()) {
                try (InputStream content = in.getInputStream(entry)) {
                    entries.put(entry.getName(), content.readAllBytes());
                }
            }
        }
        return entries;
    }

    /** In the order that they have, behind the manifest, which java.util.jar looks for at the beginning. */
    static SequencedMap<String, byte[]> manifestFirst(SequencedMap<String, byte[]> entries) {
        SequencedMap<String, byte[]> ordered = new LinkedHashMap<>(entries);
        if (entries.containsKey(MANIFEST)) {
            ordered.putFirst(MANIFEST, entries.get(MANIFEST));
        }
        return ordered;
    }

    /**
     * Writes entries in the order that they have.
     *
     * @param stored whether they are stored instead of compressed
     */
    static void write(Path jar, Map<String, byte[]> entries, LocalDateTime time, boolean stored) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream out = new ZipOutputStream(file)) {
            out.setMethod(stored ? ZipOutputStream.STORED : ZipOutputStream.DEFLATED);
            for (var content : entries.entrySet()) {
                ZipEntry entry = new ZipEntry(content.getKey());
                entry.setTimeLocal(time);
                if (stored) {
                    describe(entry, content.getValue());
                }
                out.putNextEntry(entry);
                out.write(content.getValue());
                out.closeEntry();
            }
        }
    }

    /** Says beforehand what stands before stored content. */
    private static void describe(ZipEntry entry, byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setSize(content.length);
        entry.setCompressedSize(content.length);
        entry.setCrc(crc.getValue());
    }
}
