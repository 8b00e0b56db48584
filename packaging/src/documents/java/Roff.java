import java.lang.Character.UnicodeScript;
import java.util.Locale;

/**
 * Writes a manual page in the macros of man(7), for groff and mandoc alike. Every text is escaped: nothing in it can become
 * a request.
 */
final class Roff {

    private final StringBuilder page = new StringBuilder();
    private boolean first = true;

    /**
     * Begins a page.
     *
     * @param name of the page, in small letters
     * @param date such as {@code 2026-01-01}
     * @param source the program and its version
     * @param manual the name of the manual
     */
    Roff(String name, String date, String source, String manual) {
        page.append(".\\\" Made from the command line of the program itself.\n");
        macro("TH", escaped(name.toUpperCase(Locale.ROOT)), "1", date, escaped(source), escaped(manual));
        // Neither hyphenated nor stretched: command lines stand in the text.
        page.append(".nh\n.ad l\n");
    }

    /** Begins a section. */
    void section(String title) {
        macro("SH", escaped(title));
        first = true;
    }

    /** A paragraph. */
    void paragraph(String text) {
        begin();
        line(escaped(text));
    }

    /** The first paragraph of a section needs no macro, and mandoc wants none. */
    private void begin() {
        if (!first) {
            page.append(".PP\n");
        }
        first = false;
    }

    /** A line that is marked up already, with {@link #bold}, {@link #italic} and {@link #escaped}. */
    void marked(String line) {
        line(line);
    }

    /** Ends the line. */
    void lineBreak() {
        page.append(".br\n");
    }

    /** An entry of a list of terms; the term is marked up already. */
    void entry(String term, String text) {
        page.append(".TP\n");
        line(term);
        line(escaped(text));
    }

    /** Lines as they are, for the terminal. */
    void example(String text, String command) {
        paragraph(text);
        page.append(".PP\n.RS 4\n.EX\n");
        command.lines().forEach(line -> line(bold(line)));
        page.append(".EE\n.RE\n");
    }

    /** Text that stands out as something to be typed. */
    static String bold(String text) {
        return "\\fB" + escaped(text) + "\\fR";
    }

    /** Text that stands for something else. */
    static String italic(String text) {
        return "\\fI" + escaped(text) + "\\fR";
    }

    /** The page in UTF-8. */
    String page() {
        return page.toString();
    }

    private void macro(String name, String... arguments) {
        page.append('.').append(name);
        for (String argument : arguments) {
            page.append(" \"").append(argument.replace("\"", "\\(dq")).append('"');
        }
        page.append('\n');
    }

    /** A line that begins with a control character would be a request. */
    private void line(String text) {
        page.append(text.startsWith(".") || text.startsWith("'") ? "\\&" : "")
                .append(text)
                .append('\n');
    }

    /** A text in which no character means anything but itself. */
    static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        int before = ' ';
        for (int c : text.strip().replaceAll("\\s+", " ").codePoints().toArray()) {
            // Chinese has no blanks at which a line may end; it may end between any two characters but before a mark.
            if (mayEndBehind(before) && Character.isLetter(c) || Character.isLetter(before) && isHan(c)) {
                out.append("\\:");
            }
            switch (c) {
                case '\\' -> out.append("\\(rs");
                case '-' -> out.append("\\-");
                case '\'' -> out.append("\\(aq");
                case '`' -> out.append("\\(ga");
                case '^' -> out.append("\\(ha");
                case '~' -> out.append("\\(ti");
                default -> out.appendCodePoint(c);
            }
            before = c;
        }
        return out.toString();
    }

    private static boolean isHan(int c) {
        return UnicodeScript.of(c) == UnicodeScript.HAN;
    }

    private static boolean mayEndBehind(int c) {
        return isHan(c) || "，。；：、）”".indexOf(c) >= 0;
    }
}
