import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The completion of zsh, in its own manner, with what every option is for.
 *
 * @param commands what there is to complete
 * @param settings the settings of the protocols and the parameters of the experiments
 */
record Zsh(Commands commands, SettingWords settings) {

    private static final String BEFORE = """
            #compdef netsonde
            # Completion of netsonde for zsh.
            # Made from the command line of the program itself.

            # Helpers have two underscores, so that none has the name of a command.

            # The words behind "words=" among the arguments; zsh puts options of its own before and behind it.
            _netsonde__known() {
              local -a known
              known=(${=${(M)argv:#words=*}#words=})
              compadd "${(@)argv:#words=*}" -a known
            }

            _netsonde__files() {
              local ret=1
              _files && ret=0
              _netsonde__known "$@" && ret=0
              return ret
            }

            _netsonde__sessions() {
              local -a sessions
              sessions=(${XDG_STATE_HOME:-$HOME/.local/state}/netsonde/sessions/*(N/:t))
              local ret=1
              compadd "${(@)argv:#words=*}" -a sessions && ret=0
              _netsonde__known "$@" && ret=0
              return ret
            }

            """;

    /** The file. */
    String script() {
        StringBuilder out = new StringBuilder(BEFORE);
        settings(out);
        commands.all().reversed().forEach(command -> function(out, command));
        return out.append("_netsonde \"$@\"\n").toString();
    }

    private void settings(StringBuilder out) {
        out.append("""
                _netsonde__settings() {
                  local -a known names values
                  case $line[1] in
                """);
        settings.byId().forEach((id, words) -> out.append("    ")
                .append(id)
                .append(") known=(")
                .append(words.stream().map(Bash::quoted).collect(Collectors.joining(" ")))
                .append(") ;;\n"));
        out.append("""
                  esac
                  names=(${(M)known:#*=})
                  values=(${known:#*=})
                  if [[ $PREFIX == *=* ]]; then
                    compadd "$@" -a values
                  else
                    compadd "$@" -S '' -a names
                  fi
                }

                """);
    }

    private void function(StringBuilder out, CommandSpec command) {
        List<CommandSpec> inside = Commands.inside(command);
        List<String> arguments = new ArrayList<>();
        Commands.options(command).forEach(option -> arguments.add(option(option)));
        if (inside.isEmpty()) {
            Commands.parameters(command).forEach(parameter -> arguments.add(parameter(parameter)));
        } else {
            arguments.add("'1: :->first'");
            arguments.add("'*:: :->rest'");
        }
        out.append(function(command)).append("() {\n");
        out.append("  local curcontext=$curcontext state ret=1\n  local -a line\n  typeset -A opt_args\n");
        out.append("  _arguments -C \\\n    ").append(String.join(" \\\n    ", arguments)).append(" && ret=0\n");
        if (!inside.isEmpty()) {
            out.append("  case $state in\n    first)\n      local -a commands\n      commands=(\n");
            inside.forEach(sub -> out.append("        ")
                    .append(single(sub.name() + ":" + Commands.description(sub)))
                    .append('\n'));
            out.append("      )\n      _describe -t commands command commands && ret=0\n");
            Commands.parameters(command).stream()
                    .findFirst()
                    .ifPresent(first -> first(out, Value.of(first)));
            out.append("      ;;\n    rest)\n      case $line[1] in\n");
            inside.forEach(sub -> out.append("        ")
                    .append(sub.name())
                    .append(") ")
                    .append(function(sub))
                    .append(" && ret=0 ;;\n"));
            out.append("      esac\n      ;;\n  esac\n");
        }
        out.append("  return ret\n}\n\n");
    }

    private static void first(StringBuilder out, Value value) {
        if (value.kind() == Value.Kind.FILES) {
            out.append("      ").append(action(value)).append(" && ret=0\n");
        }
    }

    private static String function(CommandSpec command) {
        return "_" + Commands.fileName(command).replace('-', '_');
    }

    private static String option(OptionSpec option) {
        String text = "[" + bracketed(Commands.description(option)) + "]";
        if (!Commands.valued(option)) {
            String all = String.join(" ", option.names());
            String prefix = option.names().length > 1 ? "'(" + all + ")'{" + String.join(",", option.names()) + "}" : option.names()[0];
            return prefix + single(text);
        }
        String many = option.typeInfo().isMultiValue() && option.splitRegex().isEmpty() ? "*" : "";
        return single(many + option.longestName() + "=" + text + ":" + label(option.paramLabel()) + ":" + action(Value.of(option)));
    }

    private static String parameter(PositionalParamSpec parameter) {
        boolean many = parameter.index().isVariable() || parameter.index().max() > parameter.index().min();
        String at = many ? "*" : String.valueOf(parameter.index().min() + 1);
        String colon = parameter.required() || many ? ":" : "::";
        return single(at + colon + label(parameter.paramLabel()) + ":" + action(Value.of(parameter)));
    }

    private static String action(Value value) {
        String words = value.words().isEmpty() ? "" : " \"words=" + String.join(" ", value.words()) + "\"";
        return switch (value.kind()) {
            case FILES -> "_netsonde__files" + words;
            case FOLDERS -> "_files -/";
            case SESSIONS -> "_netsonde__sessions" + words;
            case SETTINGS -> "_netsonde__settings";
            case WORDS -> {
                if (words.isEmpty()) {
                    yield " ";
                }
                yield (value.several() ? "_sequence " : "") + "_netsonde__known" + words;
            }
        };
    }

    private static String label(String text) {
        return text.replace(":", "\\:");
    }

    private static String bracketed(String text) {
        return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]").replace(":", "\\:");
    }

    private static String single(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
