import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import org.netsonde.app.text.Texts;

/**
 * Writes the manual pages and the completions of the command line, where Linux has them below {@code /usr}. Run from its
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
        manual(texts, "", Locale.ENGLISH, out.resolve("share/man/man1"), version, date);
        manual(texts, "zh_CN", Locale.SIMPLIFIED_CHINESE, out.resolve("share/man/zh_CN/man1"), version, date);
        Commands commands = Commands.in(new Texts(Locale.ENGLISH), version);
        SettingWords settings = SettingWords.builtin();
        // The names under which the shells look for them.
        write(
                out.resolve("share/bash-completion/completions/netsonde"),
                new Bash(commands, settings).script());
        write(out.resolve("share/zsh/vendor-completions/_netsonde"), new Zsh(commands, settings).script());
        write(
                out.resolve("share/fish/vendor_completions.d/netsonde.fish"),
                new Fish(commands, settings).script());
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
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
