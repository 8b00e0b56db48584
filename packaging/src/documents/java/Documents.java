import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import org.netsonde.app.text.Texts;

/**
 * Writes the manual pages and the completions of the command line, below {@code man} and {@code completions}. Run from its
 * source with the program's class path:
 *
 * <pre>java -cp … Documents.java TEXTS OUT VERSION TIME</pre>
 *
 * <p>TEXTS is the folder of the manual's own texts, TIME the instant that stands for the build's. The same input gives the
 * same bytes.
 */
public final class Documents {

    private Documents() {}

    /** Writes them. */
    public static void main(String[] args) throws IOException {
        Path texts = Path.of(args[0]);
        Path out = Path.of(args[1]);
        String version = args[2];
        String date = Instant.parse(args[3]).atZone(ZoneOffset.UTC).toLocalDate().toString();
        manual(texts, "", Locale.ENGLISH, out.resolve("man/man1"), version, date);
        manual(texts, "zh_CN", Locale.SIMPLIFIED_CHINESE, out.resolve("man/zh_CN/man1"), version, date);
        Commands commands = Commands.in(new Texts(Locale.ENGLISH), version);
        SettingWords settings = SettingWords.builtin();
        Path completions = Files.createDirectories(out.resolve("completions"));
        // The names under which the shells look for them.
        Files.writeString(completions.resolve("netsonde"), new Bash(commands, settings).script());
        Files.writeString(completions.resolve("_netsonde"), new Zsh(commands, settings).script());
        Files.writeString(completions.resolve("netsonde.fish"), new Fish(commands, settings).script());
    }

    private static void manual(Path texts, String language, Locale locale, Path folder, String version, String date)
            throws IOException {
        Commands commands = Commands.in(new Texts(locale), version);
        Manual manual = new Manual(commands, new ManualTexts(texts, language), version, date);
        Files.createDirectories(folder);
        for (Map.Entry<String, String> page : manual.pages().entrySet()) {
            Files.writeString(folder.resolve(page.getKey()), page.getValue());
        }
    }
}
