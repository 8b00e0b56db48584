package org.netsonde.engine.probe.tls;

/** How good or bad something is. */
public enum Severity {
    /** As it should be. */
    GOOD,
    /** To know; neither good nor bad. */
    NOTE,
    /** Should be better. */
    WEAK,
    /** Must not be. */
    BAD
}
