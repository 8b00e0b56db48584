package org.netsonde.engine.experiment.stat;

/** What a comparison shows. */
public enum Verdict {
    /** It is better than what it is compared with: the whole interval of the ratio is above 1. */
    BETTER,
    /** It is worse: the whole interval is below 1. */
    WORSE,
    /** There is no difference that would matter: the whole interval is close to 1. */
    EQUAL,
    /** Not told apart: the interval holds 1 and differences that would matter. */
    OPEN,
    /** There were too few rounds to say anything. */
    TOO_FEW
}
