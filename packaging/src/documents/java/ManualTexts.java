import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * The texts of manual pages that the program itself does not say, in one language. What both languages share, command lines
 * above all, stands in the English file only.
 */
final class ManualTexts {

    private final Properties shared = new Properties();
    private final Properties own = new Properties();
    private final Set<String> used = new HashSet<>();

    /**
     * The texts of a language.
     *
     * @param folder has {@code manual.properties} and one more for each other language
     * @param language the tag of one, or empty for English
     */
    ManualTexts(Path folder, String language) throws IOException {
        load(shared, folder.resolve("manual.properties"));
        load(own, folder.resolve("manual" + (language.isEmpty() ? "" : "_" + language) + ".properties"));
    }

    private static void load(Properties texts, Path file) throws IOException {
        try (Reader in = Files.newBufferedReader(file)) {
            texts.load(in);
        }
    }

    /** A text, which must be there in this language. */
    String get(String key) {
        return find(key).orElseThrow(() -> new IllegalStateException("no text in a manual's language for " + key));
    }

    /** A text, if there is one; it must then be there in this language too. */
    Optional<String> find(String key) {
        used.add(key);
        if (shared.containsKey(key) != own.containsKey(key)) {
            throw new IllegalStateException("a manual's text is in one language only: " + key);
        }
        return Optional.ofNullable(own.getProperty(key));
    }

    /** What is the same in every language, if it is there. */
    Optional<String> shared(String key) {
        used.add(key);
        return Optional.ofNullable(shared.getProperty(key));
    }

    /** Fails if some text stands on no page. */
    void allUsed() {
        Set<String> unused = new TreeSet<>(shared.stringPropertyNames());
        unused.addAll(own.stringPropertyNames());
        unused.removeAll(used);
        if (!unused.isEmpty()) {
            throw new IllegalStateException("texts that stand on no page of the manual: " + unused);
        }
    }
}
