import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes the notices of bundled software, the bill of materials of what is shipped, and Debian's copyright file. Run from
 * its source with the program's class path:
 *
 * <pre>java -cp … Notices.java LICENCES DEPENDENCIES OUT VERSION TIME FOLDER…</pre>
 *
 * <p>LICENCES is the folder of licence texts, DEPENDENCIES that of what Maven knows of the
 * dependencies ({@link Dependencies#in}), FOLDER each folder of shipped
 * jars. It fails where something shipped has no licence, no home page or no text, or has in it what nobody speaks of.
 */
public final class Notices {

    private Notices() {}

    /** Writes them. */
    public static void main(String[] args) throws IOException {
        Path licences = Path.of(args[0]);
        Path out = Files.createDirectories(Path.of(args[2]));
        String version = args[3];
        List<Path> folders = Stream.of(args).skip(5).map(Path::of).toList();
        Dependencies dependencies = Dependencies.in(Path.of(args[1]));
        Shipped shipped = Shipped.of(dependencies, folders, licences);
        int year = Instant.parse(args[4]).atZone(ZoneOffset.UTC).getYear();
        // Beside the jars of the installed program.
        Path app = Files.createDirectories(out.resolve("app"));
        Files.writeString(
                app.resolve("THIRD-PARTY-NOTICES.txt"),
                new NoticesText(shipped.components(), version, licences.resolve("texts")).text());
        Files.writeString(app.resolve("netsonde.cdx.json"), new Bill(dependencies, shipped.components(), version, args[4]).json());
        Files.writeString(out.resolve("copyright"), new Copyright(shipped.components(), year).text());
    }
}
