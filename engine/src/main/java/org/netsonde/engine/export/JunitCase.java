package org.netsonde.engine.export;

/**
 * A test case of {@code junit.xml}.
 *
 * @param endpoint the name of the endpoint, which stands for a class
 * @param name what is tested
 * @param seconds how long
 * @param result what came of it
 * @param type the sort of failure; empty where there is none
 * @param message why it failed or was skipped; empty where it passed
 * @param output more to know, line by line; may be empty
 * @param errors failures, line by line; may be empty
 */
record JunitCase(
        String endpoint,
        String name,
        double seconds,
        Result result,
        String type,
        String message,
        String output,
        String errors) {

    /** What came of a test case. */
    enum Result {
        PASSED,
        FAILED,
        SKIPPED
    }
}
