package org.netsonde.engine.protocol;

import java.util.List;
import java.util.Map;
import org.netsonde.engine.Phrase;

/**
 * A protocol's messages as command lines of another program, such as curl, to be copied into a terminal and pasted from one.
 * Stateless; safe for threads.
 *
 * @param <S> the settings of the endpoint that sends
 * @param <M> its message
 */
public interface Commands<S extends Record & Settings, M extends Record> {

    /** The program, by the name that its users call it. */
    String program();

    /**
     * The command line that sends the message as this endpoint would. Secrets stand in it as variables of the shell, never
     * in clear.
     *
     * @param server where the endpoint is aimed at, as {@code host:port}, where it names another endpoint; empty otherwise
     */
    String write(S settings, M message, String server);

    /**
     * Reads a command line.
     *
     * @throws SettingsException with one sentence that says what is not understood
     */
    Pasted<M> read(String commandLine);

    /**
     * What a command line came to.
     *
     * @param message sends what the command line would; secrets stand in it by name
     * @param secrets values for these names, to be kept in the user's store before the message is sent; to be erased by whom
     *     they are given to
     * @param remarks what of the command line has no place in a message, such as options that are settings here
     */
    record Pasted<M extends Record>(M message, Map<String, char[]> secrets, List<Phrase> remarks) {}
}
