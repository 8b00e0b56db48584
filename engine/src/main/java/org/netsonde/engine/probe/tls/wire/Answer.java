package org.netsonde.engine.probe.tls.wire;

/** What a server does with a greeting. */
public sealed interface Answer {

    /** It goes on. */
    record Agreed(ServerHello hello) implements Answer {}

    /**
     * It says no.
     *
     * @param alert the number of its alert
     */
    record Refused(int alert) implements Answer {}

    /** It goes, without a word. */
    record Closed() implements Answer {}
}
