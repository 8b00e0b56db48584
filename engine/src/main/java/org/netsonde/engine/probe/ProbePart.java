package org.netsonde.engine.probe;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Phrase;

/** The parts of a probe, in the order in which they are done. */
public enum ProbePart {
    /** Name servers and the resolver of the system. */
    DNS,
    /** Connecting several times. */
    CONNECT,
    /** One connection as far as the end of its TLS handshake. */
    TLS,
    /** One request of HTTP and its reply, over TLS where the URL says so. */
    HTTP,
    /** Happy eyeballs (RFC 8305). */
    RACE;

    /** As it is written on the command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its name for people. */
    public Phrase title() {
        return Phrase.of("probe.part." + id());
    }

    /**
     * The part of that id.
     *
     * @throws FailureException of kind INVALID_SETTINGS if there is none
     */
    public static ProbePart parse(String id) {
        List<ProbePart> all = List.of(values());
        return all.stream()
                .filter(part -> part.id().equals(id.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new FailureException(Failure.of(
                        Failure.Kind.INVALID_SETTINGS,
                        "probePart",
                        id,
                        String.join(
                                ", ", Arrays.stream(values()).map(ProbePart::id).toList()))));
    }
}
