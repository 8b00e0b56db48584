package org.netsonde.app.cli;

import java.io.PrintStream;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Failure;

/**
 * Where the command line writes. Standard output is for what was asked for; everything else goes to standard error, one
 * line each. Safe for threads.
 *
 * @param out standard output
 * @param err standard error
 * @param texts the language
 */
public record Console(PrintStream out, PrintStream err, Texts texts) {

    /** A line on standard output. */
    void line(String text) {
        out.println(text);
        out.flush();
    }

    /** A text on standard error. */
    void error(String key, Object... args) {
        problem(texts.get(key, args));
    }

    /** A failure that is about no endpoint. */
    void failure(Failure failure) {
        problem(texts.get(failure));
    }

    /** A failure of an endpoint, in the words that its panel has. */
    void failure(String endpoint, Failure failure) {
        problem(endpoint + ": " + texts.get(failure));
    }

    /** One line, whatever the text has in it. */
    void problem(String text) {
        err.println("netsonde: " + text.strip().replaceAll("\\s*\\R\\s*", " "));
        err.flush();
    }
}
