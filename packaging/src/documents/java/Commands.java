import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.netsonde.app.cli.Cli;
import org.netsonde.app.cli.Console;
import org.netsonde.app.text.Texts;
import org.netsonde.app.workbench.UserData;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The program's command line as documents see it: the model that parses, with everything hidden left out.
 *
 * @param root {@code netsonde} itself
 */
record Commands(CommandSpec root) {

    /** The command line described in a language. Nothing of the user's is opened. */
    static Commands in(Texts texts, String version) {
        UserData nobody = new UserData(Commands::none, Commands::none, Commands::none);
        Console console = new Console(System.out, System.err, texts);
        return new Commands(new Cli(console, () -> false, workspace -> 0, nobody, version).model());
    }

    private static <T> T none() {
        throw new IllegalStateException("documents open nothing of a user's");
    }

    /** Every command, each before those inside it. */
    List<CommandSpec> all() {
        List<CommandSpec> all = new ArrayList<>();
        add(root, all);
        return all;
    }

    private static void add(CommandSpec command, List<CommandSpec> all) {
        all.add(command);
        inside(command).forEach(sub -> add(sub, all));
    }

    /** The commands inside a command. */
    static List<CommandSpec> inside(CommandSpec command) {
        Set<CommandSpec> inside = new LinkedHashSet<>();
        for (CommandLine sub : command.subcommands().values()) {
            if (!sub.getCommandSpec().usageMessage().hidden()) {
                inside.add(sub.getCommandSpec());
            }
        }
        return List.copyOf(inside);
    }

    /** The options that help shows. */
    static List<OptionSpec> options(CommandSpec command) {
        return command.options().stream().filter(option -> !option.hidden()).toList();
    }

    /** The parameters that help shows. */
    static List<PositionalParamSpec> parameters(CommandSpec command) {
        return command.positionalParameters().stream()
                .filter(parameter -> !parameter.hidden())
                .toList();
    }

    /** Whether an option has a value. */
    static boolean valued(OptionSpec option) {
        return option.arity().max() > 0;
    }

    /** What an option or a parameter is, on one line. */
    static String description(ArgSpec argument) {
        return text(argument.description());
    }

    /** What a command does, on one line. */
    static String description(CommandSpec command) {
        return text(command.usageMessage().description());
    }

    private static String text(String[] lines) {
        return String.join(" ", lines).replace("%n", " ").replace("%%", "%").strip();
    }

    /** The words that an argument may have, as far as they are known beforehand. */
    static List<String> words(ArgSpec argument) {
        List<String> words = new ArrayList<>();
        Iterable<String> candidates = argument.completionCandidates();
        if (candidates != null) {
            candidates.forEach(words::add);
        }
        return words;
    }

    /** A name that files can have: {@code netsonde-sessions-show}. */
    static String fileName(CommandSpec command) {
        return command.qualifiedName("-").toLowerCase(Locale.ROOT);
    }
}
