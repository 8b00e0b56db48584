package org.netsonde.engine.protocol.http.curl;

import java.util.List;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.SettingsException;

/**
 * The words of a command line.
 *
 * @param list in order, the name of the program first
 * @param rest where the command ends before the line does, what goes on there, such as {@code |}; empty otherwise
 */
record Words(List<Word> list, String rest) {

    /** The longest line that is read, in characters. */
    static final int MAX_LENGTH = 8 << 20;

    /** How many words one may have. */
    static final int MAX_WORDS = 10_000;

    /** The field that problems name, as there is none of a message to blame. */
    static final String FIELD = "command";

    Words {
        list = List.copyOf(list);
    }

    /** The words of a line, as a shell of Unix reads them or, where it looks like that, the command prompt of Windows. */
    static Words of(String line) {
        if (line.length() > MAX_LENGTH) {
            throw problem("problem.curlLength", line.length(), MAX_LENGTH);
        }
        Words words = CmdWords.isLikely(line) ? CmdWords.read(line) : new ShellWords(line).read();
        if (words.list().size() > MAX_WORDS) {
            throw problem("problem.curlWords", MAX_WORDS);
        }
        return words;
    }

    static SettingsException problem(String key, Object... arguments) {
        return new SettingsException(FIELD, Phrase.of(key, arguments));
    }
}
