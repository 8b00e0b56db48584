import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The copyright file of Debian's package, in the format that Debian calls DEP-5: whose each file is and under which licences,
 * with what is inside the jars counted in.
 *
 * @param components what is shipped
 * @param year of the build
 */
record Copyright(List<Component> components, int year) {

    private static final String APP = "usr/lib/netsonde/lib/app/";

    private static final String OURS = " The authors of Netsonde";

    private static final String RUNTIME = "GPL-2.0-with-classpath-exception";

    /** A line that says since when something is whose; not the one with blanks to fill in that Apache's licence ends with. */
    private static final Pattern HOLDER =
            Pattern.compile("(?im)^[\\s/*#|-]*copyright\\s*(?:\\(c\\)|\\u00a9)?\\s*(\\[?\\d{4}\\b[^\\n]{0,200})(?:\\n([^\\n]{0,200}))?");

    private static final Pattern LETTER = Pattern.compile("\\p{L}");

    /** Where Debian has the texts of licences. */
    private static final Map<String, String> COMMON = Map.of(
            "Apache-2.0", "Apache-2.0",
            "CC0-1.0", "CC0-1.0",
            "GPL-2.0-with-classpath-exception", "GPL-2",
            "GPL-3.0-with-GCC-exception", "GPL-3",
            "LGPL-2.1-only", "LGPL-2.1");

    /** What single licences mean, where their names do not say it. */
    private static final Map<String, String> MEANING = Map.of(
            "GPL-2.0-with-classpath-exception", """
             The GNU General Public License, version 2, with the exception that is called
             Classpath Exception: linking the library with independent modules makes no work
             that this licence covers.
            """,
            "GPL-3.0-with-GCC-exception", """
             The GNU General Public License, version 3, with the GCC Runtime Library
             Exception, version 3.1: programs that GCC compiles may have parts of its
             libraries in them, whatever their own licence is.
            """);

    /** The file. */
    String text() {
        StringBuilder out = new StringBuilder("""
                Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
                Upstream-Name: Netsonde
                Comment: Netsonde comes with its own Java runtime and libraries. What they are, what
                 their authors want to be said and the texts of all their licences are in
                 /usr/lib/netsonde/lib/app/THIRD-PARTY-NOTICES.txt; those of the parts of the
                 Java runtime are in /usr/lib/netsonde/lib/runtime/legal.
                """);
        files(out, List.of("*"), Set.of(year + OURS), "Apache-2.0");
        Set<String> licences = new TreeSet<>(Set.of("Apache-2.0"));
        runtime(out, licences);
        libraries(out, licences);
        licences.forEach(licence -> licence(out, licence));
        return out.toString();
    }

    /** The runtime with JavaFX linked into it, and the cache of its classes and those of the program. */
    private void runtime(StringBuilder out, Set<String> licences) {
        String oracle = "1993-" + year + " Oracle and/or its affiliates, and others";
        Set<String> holders = new LinkedHashSet<>(List.of(oracle));
        Set<String> terms = new LinkedHashSet<>(List.of(RUNTIME));
        for (Component component : components) {
            if (linked(component)) {
                holders.addAll(holders(component));
                component.inside().forEach(part -> terms.add(part.licence()));
            }
        }
        files(out, List.of("usr/lib/netsonde/lib/runtime/*"), holders, String.join(" and ", terms));
        out.append("Comment: OpenJDK and OpenJFX. What is in them of others is named in\n");
        out.append(" /usr/lib/netsonde/lib/runtime/legal and in THIRD-PARTY-NOTICES.txt.\n");
        files(out, List.of(APP + "netsonde.aot"), List.of(oracle, year + OURS), "Apache-2.0 and " + RUNTIME);
        out.append("Comment: Classes of the Java runtime, and of Netsonde and the libraries beside the\n");
        out.append(" cache, as the Java runtime stores them. What is said here of a library holds for\n");
        out.append(" its classes there.\n");
        licences.addAll(terms);
    }

    private void libraries(StringBuilder out, Set<String> licences) {
        Map<String, List<Component>> byTerms = new TreeMap<>();
        for (Component component : components) {
            if (!component.ours() && !linked(component)) {
                byTerms.computeIfAbsent(terms(component), terms -> new ArrayList<>()).add(component);
                licences.addAll(component.licences());
                component.inside().forEach(part -> licences.add(part.licence()));
            }
        }
        byTerms.forEach((terms, these) -> {
            Map<String, String> holders = new LinkedHashMap<>();
            for (Component component : these) {
                Set<String> named = holders(component);
                // Of many nothing but the name is known.
                (named.isEmpty() ? Set.of("The authors of " + component.name()) : named)
                        .forEach(holder -> holders.putIfAbsent(compared(holder), holder));
            }
            files(out, these.stream().map(component -> APP + component.file()).toList(), holders.values(), terms);
        });
    }

    /** Whether it is part of the runtime rather than a jar. */
    private static boolean linked(Component component) {
        return component.artifact().group().equals("org.openjfx");
    }

    /** Its licence, and those of what is inside it. */
    private static String terms(Component component) {
        Set<String> inside = new LinkedHashSet<>();
        component.inside().forEach(part -> inside.add(part.licence()));
        component.licences().forEach(inside::remove);
        String own = component.licence();
        // "A or B, and C": the comma is how this format puts it.
        String and = component.licences().size() > 1 ? ", and " : " and ";
        return inside.isEmpty() ? own : own + and + String.join(" and ", inside);
    }

    private static Set<String> holders(Component component) {
        Map<String, String> holders = new LinkedHashMap<>();
        for (String text : component.texts().values()) {
            Matcher matcher = HOLDER.matcher(text);
            while (matcher.find()) {
                String holder = matcher.group(1);
                if (!LETTER.matcher(holder).find() && matcher.group(2) != null) {
                    // Many years, and the name on the next line.
                    holder = holder + matcher.group(2).replaceFirst("^[\\s*#]+", " ");
                }
                holder = holder.replaceAll("[\\[\\]]", "").replaceFirst("(?i)[.,\\s]*all rights reserved.*", "").strip();
                // Those of the texts of the GNU licences themselves.
                if (!holder.contains("Free Software Foundation")) {
                    holders.putIfAbsent(compared(holder), holder);
                }
            }
        }
        return new LinkedHashSet<>(holders.values());
    }

    private static String compared(String holder) {
        return holder.replaceAll("\\W+", " ").strip();
    }

    private static void files(StringBuilder out, List<String> files, Iterable<String> holders, String licence) {
        out.append("\nFiles:").append(files.size() == 1 ? " " : "\n ").append(String.join("\n ", files));
        out.append("\nCopyright:\n");
        holders.forEach(holder -> out.append(' ').append(holder).append('\n'));
        out.append("License: ").append(licence).append('\n');
    }

    private static void licence(StringBuilder out, String licence) {
        out.append("\nLicense: ").append(licence).append('\n').append(MEANING.getOrDefault(licence, ""));
        String common = COMMON.get(licence);
        if (common != null) {
            out.append(" On Debian systems the text of ").append(MEANING.containsKey(licence) ? "the licence" : "this licence");
            out.append(" is in\n /usr/share/common-licenses/").append(common);
            if (MEANING.containsKey(licence)) {
                out.append(", that of the exception in\n /usr/lib/netsonde/lib/app/THIRD-PARTY-NOTICES.txt");
            }
            out.append(".\n");
        } else {
            out.append(" Its text is in /usr/lib/netsonde/lib/app/THIRD-PARTY-NOTICES.txt.\n");
        }
    }
}
