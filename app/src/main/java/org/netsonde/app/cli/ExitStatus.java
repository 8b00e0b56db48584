package org.netsonde.app.cli;

/** What the process says to whoever started it. */
final class ExitStatus {

    /** All went as asked. */
    static final int OK = 0;

    /** An endpoint failed or an expectation did not hold. */
    static final int FAILED = 1;

    /** The command line or the workspace is wrong. */
    static final int USAGE = 2;

    private ExitStatus() {}
}
