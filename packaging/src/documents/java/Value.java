import java.util.List;
import picocli.CommandLine.Model.ArgSpec;

/**
 * What a shell can offer where an argument stands.
 *
 * @param kind what it is, besides the words
 * @param words that it may be
 * @param several whether it is a list with commas
 */
record Value(Kind kind, List<String> words, boolean several) {

    /** What a shell finds by itself. */
    enum Kind {
        /** Nothing: only the words, if there are any. */
        WORDS,
        /** Files. */
        FILES,
        /** Folders. */
        FOLDERS,
        /** Recorded sessions. */
        SESSIONS,
        /** The settings of the protocol before. */
        SETTINGS
    }

    /** What an argument is, by the label that its help has. */
    static Value of(ArgSpec argument) {
        Kind kind = switch (argument.paramLabel()) {
            case "FILE" -> Kind.FILES;
            case "DIR" -> Kind.FOLDERS;
            case "SESSION", "A", "B" -> Kind.SESSIONS;
            case "name=value" -> Kind.SETTINGS;
            default -> Kind.WORDS;
        };
        return new Value(kind, Commands.words(argument), ",".equals(argument.splitRegex()));
    }
}
