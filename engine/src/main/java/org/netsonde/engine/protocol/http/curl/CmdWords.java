package org.netsonde.engine.protocol.http.curl;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads words as the command prompt of Windows and then a program of Microsoft's C library do, which is how browsers write
 * "copy as cURL (cmd)": a caret takes its meaning from the character behind it. Stateless.
 */
final class CmdWords {

    /** Carets before quotes, or at the end of lines. */
    private static final Pattern LIKELY = Pattern.compile("\\^[\"\\\\]|[ \\t\"]\\^\\r?\\n");

    private CmdWords() {}

    /** Whether a line looks like one for the command prompt. */
    static boolean isLikely(String line) {
        return LIKELY.matcher(line).find();
    }

    static Words read(String line) {
        return new Words(split(withoutCarets(line)), "");
    }

    /** What the command prompt hands over to the program. */
    private static String withoutCarets(String line) {
        StringBuilder out = new StringBuilder(line.length());
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '^' && !quoted && i + 1 < line.length()) {
                int end = lineEnd(line, i + 1);
                if (end > i + 1) {
                    // The end of the line is nothing, and a second one behind it is itself.
                    int second = lineEnd(line, end);
                    out.append(second > end ? "\n" : "");
                    i = second - 1;
                } else {
                    out.append(line.charAt(++i));
                }
            } else {
                quoted = (c == '"') != quoted;
                out.append(c);
            }
        }
        return out.toString();
    }

    /** Where the end of a line that begins there is over; {@code from} itself if none does. */
    private static int lineEnd(String line, int from) {
        if (line.startsWith("\r\n", from)) {
            return from + 2;
        }
        return line.startsWith("\n", from) ? from + 1 : from;
    }

    private static List<Word> split(String line) {
        List<Word> words = new ArrayList<>();
        Word.Builder word = new Word.Builder();
        boolean quoted = false;
        int i = 0;
        while (i < line.length() && words.size() <= Words.MAX_WORDS) {
            int c = line.codePointAt(i);
            if (c == '\\') {
                int end = i;
                while (end < line.length() && line.charAt(end) == '\\') {
                    end++;
                }
                boolean beforeQuote = end < line.length() && line.charAt(end) == '"';
                // Before a quote two are one, and one that is left over takes its meaning.
                for (int k = beforeQuote ? (end - i) / 2 : end - i; k > 0; k--) {
                    word.add('\\');
                }
                if (beforeQuote && (end - i) % 2 != 0) {
                    word.add('"');
                    end++;
                }
                i = end;
                continue;
            } else if (c == '"') {
                word.begin();
                if (quoted && line.startsWith("\"\"", i)) {
                    word.add('"');
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (!quoted && Character.isWhitespace(c)) {
                if (word.isBegun()) {
                    words.add(word.take());
                }
            } else {
                word.add(c == 0 ? ' ' : c);
            }
            i += Character.charCount(c);
        }
        if (quoted) {
            throw Words.problem("problem.curlQuote", line.length());
        } else if (word.isBegun()) {
            words.add(word.take());
        }
        return words;
    }
}
