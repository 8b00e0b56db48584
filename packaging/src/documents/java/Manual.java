import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.LinkedHashMap;
import java.nio.file.Path;
import org.netsonde.app.workbench.Folders;
import org.netsonde.engine.OperatingSystem;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The manual pages in one language, one for each command.
 *
 * @param commands described in that language
 * @param texts what only the manual says
 * @param version the program's version
 * @param date of the pages
 */
record Manual(Commands commands, ManualTexts texts, String version, String date) {

    /** The pages, by the name of their file. */
    SequencedMap<String, String> pages() {
        SequencedMap<String, String> pages = new LinkedHashMap<>();
        for (CommandSpec command : commands.all()) {
            pages.put(Commands.fileName(command) + ".1", page(command));
        }
        texts.allUsed();
        return pages;
    }

    private String page(CommandSpec command) {
        boolean root = command.equals(commands.root());
        Roff page = new Roff(Commands.fileName(command), date, "Netsonde " + version, texts.get("heading.manual"));
        page.section(texts.get("heading.name"));
        String summary = Commands.description(command);
        String title = root ? texts.get("title") : summary.replaceAll("[.。]$", "");
        page.marked(Roff.escaped(Commands.fileName(command)) + " \\- " + Roff.escaped(title));
        page.section(texts.get("heading.synopsis"));
        synopsis(page, command);
        page.section(texts.get("heading.description"));
        page.paragraph(summary);
        for (int i = 1; ; i++) {
            Optional<String> more = texts.find(key(command) + ".description." + i);
            if (more.isEmpty()) {
                break;
            }
            page.paragraph(more.get());
        }
        arguments(page, command);
        inside(page, command);
        list(page, command, "exit", "heading.exit", Map.of());
        list(page, command, "files", "heading.files", folders());
        list(page, command, "environment", "heading.environment", Map.of());
        examples(page, command);
        seeAlso(page, command);
        return page.page();
    }

    /** What stands before the keys of a command's texts: {@code sessions.show}; {@code netsonde} for the program. */
    private String key(CommandSpec command) {
        String name = command.qualifiedName(".");
        return command.equals(commands.root()) ? name : name.substring(commands.root().name().length() + 1);
    }

    private void synopsis(Roff page, CommandSpec command) {
        List<String> words = new ArrayList<>();
        words.add(Roff.bold(command.qualifiedName(" ")));
        for (OptionSpec option : Commands.options(command)) {
            if (!option.usageHelp() && !option.versionHelp()) {
                words.add("[" + form(option, option.longestName()) + "]");
            }
        }
        Commands.parameters(command).forEach(parameter -> words.add(form(parameter)));
        page.marked(String.join(" ", words));
        if (!Commands.inside(command).isEmpty()) {
            page.lineBreak();
            page.marked(Roff.bold(command.qualifiedName(" ")) + " " + Roff.italic(texts.get("word.command")) + " [...]");
        }
    }

    private static String form(OptionSpec option, String name) {
        return Commands.valued(option)
                ? Roff.bold(name) + "\\ " + Roff.italic(option.paramLabel())
                : Roff.bold(name);
    }

    private static String form(PositionalParamSpec parameter) {
        String label = Roff.italic(parameter.paramLabel());
        boolean many = parameter.index().max() > parameter.index().min() && parameter.arity().max() > 1
                || parameter.index().isVariable();
        boolean needed = parameter.required();
        String form = many ? label + "\\ ..." : label;
        return needed ? form : "[" + form + "]";
    }

    private void arguments(Roff page, CommandSpec command) {
        List<PositionalParamSpec> parameters = Commands.parameters(command);
        if (!parameters.isEmpty()) {
            page.section(texts.get("heading.arguments"));
            for (PositionalParamSpec parameter : parameters) {
                page.entry(Roff.italic(parameter.paramLabel()), described(parameter));
            }
        }
        page.section(texts.get("heading.options"));
        for (OptionSpec option : Commands.options(command)) {
            List<String> names = new ArrayList<>();
            for (String name : option.names()) {
                names.add(form(option, name));
            }
            page.entry(String.join(", ", names), described(option));
        }
    }

    private String described(CommandLine.Model.ArgSpec argument) {
        String text = Commands.description(argument);
        if (text.isEmpty()) {
            throw new IllegalStateException("an argument without a description: " + argument);
        }
        List<String> words = Commands.words(argument);
        // Where the words are all there is, and not in the text yet, they are worth a sentence.
        return words.size() < 2 || text.contains(words.getLast())
                ? text
                : texts.get("word.known").formatted(text, String.join(", ", words));
    }

    private void inside(Roff page, CommandSpec command) {
        List<CommandSpec> inside = Commands.inside(command);
        if (!inside.isEmpty()) {
            page.section(texts.get("heading.commands"));
            for (CommandSpec sub : inside) {
                page.entry(reference(sub), Commands.description(sub));
            }
        }
    }

    /** Entries that stand in the texts: {@code exit.1.term} and {@code exit.1.text}, a command's own or the general ones. */
    private void list(Roff page, CommandSpec command, String list, String heading, Map<String, String> places) {
        String own = key(command) + "." + list;
        String prefix = texts.shared(own + ".1.term").isPresent() ? own : list;
        boolean wanted = prefix.equals(own) || list.equals("exit");
        if (!wanted) {
            return;
        }
        page.section(texts.get(heading));
        for (int i = 1; ; i++) {
            String term = texts.shared(prefix + "." + i + ".term").orElse("");
            if (term.isEmpty()) {
                return;
            }
            for (Map.Entry<String, String> place : places.entrySet()) {
                term = term.replace(place.getKey(), place.getValue());
            }
            page.entry(list.equals("exit") ? Roff.bold(term) : Roff.italic(term), texts.get(prefix + "." + i + ".text"));
        }
    }

    /** The folders that the program itself uses here. */
    private static Map<String, String> folders() {
        Folders folders = Folders.of(OperatingSystem.LINUX, Path.of("~"), Map.of());
        return Map.of(
                "{config}", folders.config().toString(),
                "{state}", folders.state().toString(),
                "{sessions}", folders.sessions().toString());
    }

    private void examples(Roff page, CommandSpec command) {
        page.section(texts.get("heading.examples"));
        for (int i = 1; ; i++) {
            String prefix = key(command) + ".example." + i;
            String line = texts.shared(prefix + ".command").orElse("");
            if (line.isEmpty()) {
                if (i == 1) {
                    throw new IllegalStateException("no example for " + command.qualifiedName());
                }
                return;
            }
            parse(line);
            page.example(texts.get(prefix + ".text"), line);
        }
    }

    /** An example that the program would not understand fails the build. */
    private void parse(String line) {
        List<String> words = new ArrayList<>();
        for (String word : line.split("\\s+(?=(?:[^']*'[^']*')*[^']*$)")) {
            if (word.equals("|") || word.equals(">")) {
                break;
            }
            words.add(word);
        }
        while (words.getFirst().matches("[A-Z_]+=.*")) {
            words.removeFirst();
        }
        if (!words.removeFirst().equals(commands.root().name())) {
            throw new IllegalStateException("an example of another program: " + line);
        }
        words.replaceAll(word -> word.replace("'", ""));
        commands.root().commandLine().parseArgs(words.toArray(String[]::new));
    }

    private void seeAlso(Roff page, CommandSpec command) {
        List<CommandSpec> others = new ArrayList<>();
        CommandSpec parent = command.parent();
        if (parent == null) {
            others.addAll(commands.all());
        } else {
            others.add(commands.root());
            others.add(parent);
            others.addAll(Commands.inside(parent));
            others.addAll(Commands.inside(command));
        }
        List<String> references =
                others.stream().distinct().filter(other -> !other.equals(command)).map(Manual::reference).toList();
        page.section(texts.get("heading.seealso"));
        page.marked(String.join(", ", references));
    }

    private static String reference(CommandSpec command) {
        // Never hyphenated, or it could not be clicked on or copied.
        return "\\%" + Roff.bold(Commands.fileName(command)) + "(1)";
    }
}
