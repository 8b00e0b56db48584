package org.netsonde.engine.probe.tls;

import org.netsonde.engine.Phrase;

/**
 * Something that was found out and is worth a sentence.
 *
 * @param topic what it is about
 * @param severity how good or bad it is
 * @param what the sentence
 * @param why what it means, or what to do about it
 */
public record Finding(Topic topic, Severity severity, Phrase what, Phrase why) {

    /** What findings are about. */
    public enum Topic {
        VERSIONS,
        SUITES,
        CERTIFICATE,
        PROTOCOL
    }

    /** A finding whose texts are {@code inspect.finding.<name>} and {@code inspect.finding.<name>.why}. */
    static Finding of(Topic topic, Severity severity, String name, Object... args) {
        return new Finding(
                topic,
                severity,
                Phrase.of("inspect.finding." + name, args),
                Phrase.of("inspect.finding." + name + ".why", args));
    }
}
