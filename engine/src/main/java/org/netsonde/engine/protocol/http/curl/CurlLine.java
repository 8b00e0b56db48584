package org.netsonde.engine.protocol.http.curl;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.netsonde.engine.message.Escapes;

/**
 * A command line as curl takes it apart.
 *
 * @param given its options in order; addresses are those named {@code url}, as if that had been written
 */
record CurlLine(List<Given> given) {

    /**
     * An option as it was given.
     *
     * @param written as it was written, such as {@code -L}
     * @param option what it is
     * @param value what follows it; empty for those that take nothing
     */
    record Given(String written, CurlOption option, Word value) {}

    private static final Word NOTHING = new Word(new byte[0]);

    CurlLine {
        given = List.copyOf(given);
    }

    /**
     * Takes words apart.
     *
     * @param words behind the name of the program
     */
    static CurlLine of(List<Word> words) {
        List<Given> given = new ArrayList<>();
        CurlOption url = CurlOption.named("url").orElseThrow();
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            String text = word.marked();
            if (text.startsWith("--")) {
                i += addLong(text, words, i, given);
            } else if (text.startsWith("-") && text.length() > 1) {
                i += addShort(word, words, i, given);
            } else {
                given.add(new Given(text, url, word));
            }
        }
        return new CurlLine(given);
    }

    /** Adds what a word says, and tells how many more words belong to it. */
    private static int addLong(String text, List<Word> words, int at, List<Given> given) {
        // curl does not know --name=value, but people write it.
        int equals = text.indexOf('=');
        String written = equals < 0 ? text : text.substring(0, equals);
        CurlOption option = CurlOption.named(written.substring(2)).orElseThrow(() -> unknown(written));
        if (!option.takesValue()) {
            given.add(new Given(written, option, NOTHING));
            return 0;
        } else if (equals >= 0) {
            given.add(new Given(written, option, Word.of(text.substring(equals + 1))));
            return 0;
        }
        given.add(new Given(written, option, value(written, words, at + 1)));
        return 1;
    }

    /** Several letters may stand in one word, of which the last may have its value behind it. */
    private static int addShort(Word word, List<Word> words, int at, List<Given> given) {
        byte[] bytes = word.bytes();
        for (int i = 1; i < bytes.length; i++) {
            char letter = (char) (bytes[i] & 0xFF);
            String written = "-" + letter;
            CurlOption option = CurlOption.lettered(letter).orElseThrow(() -> unknown(written));
            if (!option.takesValue()) {
                given.add(new Given(written, option, NOTHING));
            } else if (i + 1 < bytes.length) {
                given.add(new Given(written, option, new Word(Arrays.copyOfRange(bytes, i + 1, bytes.length))));
                return 0;
            } else {
                given.add(new Given(written, option, value(written, words, at + 1)));
                return 1;
            }
        }
        return 0;
    }

    private static Word value(String written, List<Word> words, int at) {
        if (at >= words.size()) {
            throw Words.problem("problem.curlValue", written);
        }
        return words.get(at);
    }

    private static RuntimeException unknown(String written) {
        String head = written.length() > 60 ? written.substring(0, 60) + "…" : written;
        return Words.problem("problem.curlOption", Escapes.encode(head.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether an option was given. */
    boolean has(String name) {
        return given.stream().anyMatch(one -> one.option().name().equals(name));
    }

    /** The value that was given last for an option. */
    Optional<Word> last(String name) {
        return given.stream()
                .filter(one -> one.option().name().equals(name))
                .map(Given::value)
                .reduce((first, second) -> second);
    }

    /** All values of an option, in order. */
    List<Word> all(String name) {
        return given.stream()
                .filter(one -> one.option().name().equals(name))
                .map(Given::value)
                .toList();
    }
}
