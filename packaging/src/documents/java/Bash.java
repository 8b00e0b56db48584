import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The completion of bash. Of our own rather than picocli's, which knows no words with colons and equal signs, at which bash
 * takes words apart ({@code example:tls}, {@code framing=lines}), no lists with commas, and no sessions.
 *
 * @param commands what there is to complete
 * @param settings the settings of the protocols and the parameters of the experiments
 */
record Bash(Commands commands, SettingWords settings) {

    private static final String BEFORE = """
            # Completion of netsonde for bash.
            # Made from the command line of the program itself.

            # Adds those of some words that begin with what stands at the cursor.
            _netsonde_words() {
                local word
                for word; do
                    [[ $word == "$value"* ]] && COMPREPLY+=("$before$word")
                done
            }

            # Adds files, or only folders (-d), as bash names them.
            _netsonde_files() {
                local file
                # What bash would expand is left to bash itself, which is asked where nothing is found.
                [[ $expands ]] && return
                compopt -o filenames 2>/dev/null
                while IFS= read -r -d '' file; do
                    COMPREPLY+=("$before$file")
                done < <(
                    # Whatever the user's shell is set to.
                    set +f
                    unset GLOBIGNORE
                    shopt -u failglob nocaseglob dotglob
                    shopt -s nullglob
                    for file in "$value"*; do
                        [[ ${file##*/} == . || ${file##*/} == .. ]] && continue
                        [[ $1 == -f || -d $file ]] && printf '%s\\0' "$file"
                    done
                )
            }

            # Adds recorded sessions by their ids.
            _netsonde_sessions() {
                local folder
                for folder in "${XDG_STATE_HOME:-$HOME/.local/state}"/netsonde/sessions/*/; do
                    [[ -d $folder ]] || continue
                    folder=${folder%/}
                    _netsonde_words "${folder##*/}"
                done
            }

            # Adds names of settings, or behind the equal sign the values of one.
            _netsonde_settings() {
                local word
                for word; do
                    if [[ $value == *=* ]]; then
                        [[ $word != *= ]] && _netsonde_words "$word"
                    elif [[ $word == *= ]]; then
                        compopt -o nospace 2>/dev/null
                        _netsonde_words "$word"
                    fi
                done
            }

            # Goes on behind the last comma of a list.
            _netsonde_list() {
                before=$before${value%"${value##*,}"}
                value=${value##*,}
                _netsonde_words "$@"
            }

            """;

    private static final String READ = """
            # Reads the words up to the cursor, without their quotes. Bash itself would take them apart at colons and equal
            # signs, and leave the quotes. What bash keeps of the last one, and replaces the rest, goes to "kept".
            _netsonde_read() {
                local line=${COMP_LINE:0:COMP_POINT} word='' quote='' begun='' opened='' c next
                local -i i
                for ((i = 0; i < ${#line}; i++)); do
                    c=${line:i:1}
                    next=${line:i+1:1}
                    if [[ $quote && $c == "$quote" ]]; then
                        quote=''
                    elif [[ $quote == "'" ]]; then
                        word+=$c
                    elif [[ $c == \\\\ && (! $quote || $next == [\\"\\\\\\$\\`]) ]]; then
                        word+=$next
                        begun=1
                        i+=1
                    elif [[ $quote ]]; then
                        [[ $c == [\\$\\`] ]] && expands=1
                        word+=$c
                    elif [[ $c == [[:space:]] ]]; then
                        [[ $begun ]] && words+=("$word")
                        word='' begun='' expands='' kept=''
                    elif [[ $c == [\\"\\'] ]]; then
                        quote=$c opened=$word begun=1
                    else
                        [[ $c == [\\$\\`] || ($c == '~' && ! $begun) ]] && expands=1
                        word+=$c
                        begun=1
                        [[ $c == [:=] && $COMP_WORDBREAKS == *$c* ]] && kept=$word
                    fi
                done
                words+=("$word")
                # Inside of quotes it is all before these.
                [[ $quote ]] && kept=$opened
            }

            """;

    private static final String BEGIN = """
            _netsonde() {
                COMPREPLY=()
                local words=() kept='' expands='' path=netsonde first='' option='' word
                local -i position=0 i
                _netsonde_read
                for ((i = 1; i < ${#words[@]} - 1; i++)); do
                    word=${words[i]}
                    if [[ $option ]]; then
                        option=''
                    elif [[ $word == -* ]]; then
                        case "$path $word" in
            """;

    private static final String SUBCOMMANDS = """
                                option=$word
                                ;;
                        esac
                    else
                        case "$position $path $word" in
            """;

    private static final String CURRENT = """
                                path="$path $word"
                                ;;
                            *)
                                ((position == 0)) && first=$word
                                position+=1
                                ;;
                        esac
                    fi
                done
                local whole=${words[${#words[@]} - 1]} value before=''
                value=$whole
                if [[ ! $option && $whole == --*=* ]]; then
                    option=${whole%%=*}
                    before=$option=
                    value=${whole#*=}
                fi
                if [[ $option ]]; then
                    case "$path $option" in
            """;

    private static final String OPTIONS = """
                    esac
                elif [[ $value == -* ]]; then
                    case $path in
            """;

    private static final String PARAMETERS = """
                    esac
                else
                    case "$path $position" in
            """;

    private static final String END = """
                    esac
                fi
                COMPREPLY=("${COMPREPLY[@]#"$kept"}")
            }

            complete -o default -F _netsonde netsonde
            """;

    /** The file. */
    String script() {
        StringBuilder out = new StringBuilder(BEFORE);
        out.append(READ).append(BEGIN);
        List<String> valued = new ArrayList<>();
        List<String> insides = new ArrayList<>();
        for (CommandSpec command : commands.all()) {
            for (OptionSpec option : Commands.options(command)) {
                if (Commands.valued(option)) {
                    valued.add(quoted(command.qualifiedName() + " " + option.longestName()));
                }
            }
            Commands.inside(command).forEach(sub -> insides.add(quoted("0 " + sub.qualifiedName())));
        }
        out.append(alternatives(valued)).append(SUBCOMMANDS);
        out.append(alternatives(insides)).append(CURRENT);
        for (CommandSpec command : commands.all()) {
            for (OptionSpec option : Commands.options(command)) {
                if (Commands.valued(option)) {
                    arm(out, quoted(command.qualifiedName() + " " + option.longestName()), offers(Value.of(option)));
                }
            }
        }
        out.append(OPTIONS);
        for (CommandSpec command : commands.all()) {
            List<String> names = new ArrayList<>();
            Commands.options(command).forEach(option -> names.addAll(List.of(option.names())));
            arm(out, quoted(command.qualifiedName()), List.of("_netsonde_words " + joined(names)));
        }
        out.append(PARAMETERS);
        for (CommandSpec command : commands.all()) {
            parameters(out, command);
        }
        return out.append(END).toString();
    }

    private void parameters(StringBuilder out, CommandSpec command) {
        List<String> inside = Commands.inside(command).stream().map(CommandSpec::name).toList();
        List<PositionalParamSpec> parameters = Commands.parameters(command);
        if (!inside.isEmpty()) {
            List<String> offers = new ArrayList<>(List.of("_netsonde_words " + joined(inside)));
            if (!parameters.isEmpty()) {
                // Files only once something is typed, or they would hide the commands.
                offers.add("[[ $value ]] || return");
                offers.addAll(offers(Value.of(parameters.getFirst())));
            }
            arm(out, quoted(command.qualifiedName() + " 0"), offers);
            return;
        }
        for (PositionalParamSpec parameter : parameters) {
            boolean many = parameter.index().isVariable() || parameter.index().max() > parameter.index().min();
            String at = many ? "*" : String.valueOf(parameter.index().min());
            arm(out, quoted(command.qualifiedName() + " ") + at, offers(Value.of(parameter)));
        }
    }

    private List<String> offers(Value value) {
        List<String> offers = new ArrayList<>();
        switch (value.kind()) {
            case FILES -> offers.add("_netsonde_files -f");
            case FOLDERS -> offers.add("_netsonde_files -d");
            case SESSIONS -> offers.add("_netsonde_sessions");
            case SETTINGS -> {
                offers.add("case $first in");
                settings.byId().forEach((id, words) -> {
                    offers.add("    " + id + ")");
                    offers.add("        _netsonde_settings " + joined(words));
                    offers.add("        ;;");
                });
                offers.add("esac");
            }
            case WORDS -> {}
        }
        if (!value.words().isEmpty()) {
            offers.add((value.several() ? "_netsonde_list " : "_netsonde_words ") + joined(value.words()));
        }
        return offers.isEmpty() ? List.of("compopt +o default 2>/dev/null") : offers;
    }

    private static String alternatives(List<String> patterns) {
        return " ".repeat(16) + String.join(" | \\\n" + " ".repeat(16), patterns) + ")\n";
    }

    private static void arm(StringBuilder out, String pattern, List<String> commands) {
        out.append(" ".repeat(12)).append(pattern).append(")\n");
        commands.forEach(command -> out.append(" ".repeat(16)).append(command).append('\n'));
        out.append(" ".repeat(16)).append(";;\n");
    }

    private static String joined(List<String> words) {
        return words.stream().map(Bash::quoted).collect(Collectors.joining(" "));
    }

    /** A word for the shell; what needs no quotes has none. */
    static String quoted(String word) {
        return word.matches("[\\w=:.,+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
