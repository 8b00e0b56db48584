import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The completion of fish.
 *
 * @param commands what there is to complete
 * @param settings the settings of the protocols and the parameters of the experiments
 */
record Fish(Commands commands, SettingWords settings) {

    private static final String BEFORE = """
            # Completion of netsonde for fish.
            # Made from the command line of the program itself.

            # The words before the cursor that are neither options nor their values.
            function __netsonde_words
                set -l words (commandline -opc)
                set -e words[1]
                set -l skip 0
                for word in $words
                    if test $skip = 1
                        set skip 0
                    else if contains -- $word %s
                        set skip 1
                    else if not string match -q -- '-*' $word
                        echo $word
                    end
                end
            end

            # Whether the cursor is in a command, which is named word by word.
            function __netsonde_in
                set -l words (__netsonde_words)
                set -l depth (count $argv)
                test $depth = 0; and return 0
                test (count $words) -ge $depth; and test "$words[1..$depth]" = "$argv"
            end

            # Whether the cursor is behind so many words.
            function __netsonde_at
                test (count (__netsonde_words)) = $argv[1]
            end

            function __netsonde_sessions
                set -l state $XDG_STATE_HOME
                test -n "$state"; or set state ~/.local/state
                for folder in $state/netsonde/sessions/*/
                    string replace -r '.*/([^/]+)/$' '$1' -- $folder
                end
            end

            complete -c netsonde -f
            """;

    /** The file. */
    String script() {
        List<String> valued = new ArrayList<>();
        for (CommandSpec command : commands.all()) {
            Commands.options(command).stream()
                    .filter(Commands::valued)
                    .map(OptionSpec::longestName)
                    .filter(name -> !valued.contains(name))
                    .forEach(valued::add);
        }
        StringBuilder out = new StringBuilder(BEFORE.replace("%s", String.join(" ", valued)));
        for (CommandSpec command : commands.all()) {
            add(out, command);
        }
        return out.toString();
    }

    private void add(StringBuilder out, CommandSpec command) {
        List<String> path = new ArrayList<>(List.of(command.qualifiedName().split(" ")));
        path.removeFirst();
        String in = ("__netsonde_in " + String.join(" ", path)).strip();
        String at = in + "; and __netsonde_at ";
        out.append("\n# ").append(command.qualifiedName()).append('\n');
        for (CommandSpec sub : Commands.inside(command)) {
            line(out, at + path.size(), "-a " + sub.name() + " -d " + quoted(Commands.description(sub)));
        }
        String options = path.isEmpty() ? at + "0" : in;
        for (OptionSpec option : Commands.options(command)) {
            StringBuilder names = new StringBuilder();
            for (String name : option.names()) {
                names.append(name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1)).append(' ');
            }
            String value = Commands.valued(option) ? valueOf(option) + " " : "";
            line(out, options, names + value + "-d " + quoted(Commands.description(option)));
        }
        for (PositionalParamSpec parameter : Commands.parameters(command)) {
            boolean many = parameter.index().isVariable() || parameter.index().max() > parameter.index().min();
            String where = many ? in : at + (path.size() + parameter.index().min());
            Value value = Value.of(parameter);
            if (value.kind() == Value.Kind.SETTINGS) {
                settings.byId().forEach((id, words) -> line(out, in + " " + id, "-a " + quoted(String.join(" ", words))));
            } else {
                String offered = valueOf(parameter).replaceFirst("^-x|^-r", "").strip();
                if (!offered.isEmpty()) {
                    line(out, where, offered);
                }
            }
        }
    }

    /** What stands behind an option, or where a parameter stands. */
    private static String valueOf(ArgSpec argument) {
        Value value = Value.of(argument);
        String words = String.join(" ", value.words());
        return switch (value.kind()) {
            case FILES -> ("-r -F" + (words.isEmpty() ? "" : " -a " + quoted(words)));
            case FOLDERS -> "-x -a '(__fish_complete_directories)'";
            case SESSIONS -> "-x -a " + quoted("(__netsonde_sessions) " + words);
            case SETTINGS, WORDS -> {
                if (words.isEmpty()) {
                    yield "-x";
                }
                yield value.several() ? "-x -a " + quoted("(__fish_append , " + words + ")") : "-x -a " + quoted(words);
            }
        };
    }

    private static void line(StringBuilder out, String condition, String rest) {
        out.append("complete -c netsonde -n ").append(quoted(condition)).append(' ').append(rest).append('\n');
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
