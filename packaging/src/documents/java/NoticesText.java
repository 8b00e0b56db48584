import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;

/**
 * The notices of all that is shipped with the program, for people to read: what there is, what its authors want to be said,
 * and the texts of the licences.
 *
 * @param components what is shipped
 * @param version the program's version
 * @param texts has the texts of licences, by the names that SPDX has for them
 */
record NoticesText(List<Component> components, String version, Path texts) {

    private static final String RUNTIME_LICENCE = "GPL-2.0-with-classpath-exception";
    private static final String LINE = "=".repeat(80) + "\n";

    /** The file. */
    String text() throws IOException {
        StringBuilder out = new StringBuilder();
        head(out);
        out.append(title("1. What there is"));
        components.stream().filter(component -> !component.ours()).forEach(component -> entry(out, component));
        runtime(out);
        Map<String, List<String>> own = ownTexts();
        out.append(title("2. Notices and licences of single components"));
        own.forEach((text, where) -> {
            out.append(LINE);
            where.forEach(place -> out.append(place).append('\n'));
            out.append(LINE).append('\n').append(text).append("\n\n");
        });
        out.append(title("3. Texts of licences"));
        for (String licence : licences()) {
            Path file = texts.resolve(licence + ".txt");
            if (Files.exists(file)) {
                out.append(LINE).append(licence).append('\n').append(LINE).append('\n');
                out.append(clean(Files.readString(file))).append("\n\n");
            }
        }
        return out.toString();
    }

    private void head(StringBuilder out) {
        out.append("Netsonde ").append(version).append(": licences of bundled software\n\n");
        out.append("""
                Netsonde itself is licensed under the Apache License, Version 2.0, whose text is in
                part 3. It consists of:

                """);
        components.stream()
                .filter(Component::ours)
                .forEach(component -> out.append("    ").append(component.file()).append('\n'));
        out.append("""

                With it comes the software of others that part 1 lists. What its authors want to be
                said, and licences with the names of their holders, are in part 2; licences that
                several have in common are in part 3. Where a component may be had under one licence
                or another, it is used here under the first.

                """);
    }

    private static String title(String text) {
        return "\n" + text + "\n" + "-".repeat(text.length()) + "\n\n";
    }

    private static void entry(StringBuilder out, Component component) {
        out.append(component.name()).append(' ').append(component.artifact().version()).append('\n');
        out.append("    File:      ").append(component.file()).append('\n');
        out.append("    From:      ").append(component.artifact().id()).append('\n');
        out.append("    Home page: ").append(component.url()).append('\n');
        out.append("    Licence:   ").append(component.licence()).append('\n');
        for (Component.Inside part : component.inside()) {
            out.append("    Contains:  ").append(part.name()).append(", ").append(part.licence());
            out.append(", ").append(part.url()).append('\n');
        }
        out.append('\n');
    }

    private static void runtime(StringBuilder out) {
        out.append("OpenJDK ").append(Runtime.version()).append('\n');
        out.append("    File:      the Java runtime, into which JavaFX is linked\n");
        out.append("    From:      ").append(System.getProperty("java.vendor")).append('\n');
        out.append("    Home page: ").append(System.getProperty("java.vendor.url")).append('\n');
        out.append("    Licence:   ").append(RUNTIME_LICENCE).append('\n');
        out.append("    Contains:  software of others, whose licences are in its folder \"legal\"\n");
        out.append("    Sources:   https://github.com/openjdk/jdk").append(Runtime.version().feature());
        out.append("u, https://github.com/openjdk/jfx\n\n");
    }

    /** Each text once, with all the places it is from; what only repeats a licence of part 3 is left to that. */
    private SequencedMap<String, List<String>> ownTexts() throws IOException {
        Set<String> common = new TreeSet<>();
        for (String licence : licences()) {
            Path file = texts.resolve(licence + ".txt");
            if (Files.exists(file)) {
                common.add(compared(Files.readString(file)));
            }
        }
        SequencedMap<String, String> firsts = new LinkedHashMap<>();
        SequencedMap<String, List<String>> own = new LinkedHashMap<>();
        for (Component component : components) {
            if (component.ours()) {
                continue;
            }
            component.texts().forEach((place, text) -> {
                if (!common.contains(compared(text))) {
                    String first = firsts.computeIfAbsent(compared(text), same -> clean(text));
                    own.computeIfAbsent(first, same -> new ArrayList<>()).add(component.file() + ": " + place);
                }
            });
        }
        return own;
    }

    private Set<String> licences() {
        Set<String> licences = new TreeSet<>(Set.of(RUNTIME_LICENCE));
        for (Component component : components) {
            licences.addAll(component.licences());
            component.inside().forEach(part -> licences.add(part.licence()));
            boolean known = !component.texts().isEmpty()
                    || component.licences().stream().anyMatch(licence -> Files.exists(texts.resolve(licence + ".txt")));
            if (!known) {
                throw new IllegalStateException("the licence of " + component.artifact().id() + " has no text here");
            }
        }
        return licences;
    }

    private static String compared(String text) {
        // Apache's own copies differ in blanks, and in the address at their head.
        return text.replaceAll("https?:", "").replaceAll("\\s+", " ").strip();
    }

    private static String clean(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n').replace("\f", "").replaceAll("[ \t]+\n", "\n").replaceAll("\\A\n+|\\s+\\z", "");
    }
}
