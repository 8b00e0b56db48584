package org.netsonde.engine.http.login;

import org.netsonde.engine.Phrase;

/** Thrown where a request for a route of logins is not as it must be. */
final class BadInputException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;

    /**
     * What is wrong.
     *
     * @param status what is answered
     * @param why a sentence, which repeats nothing of what was sent
     */
    BadInputException(int status, Phrase why) {
        super(why.toString());
        this.status = status;
    }

    int status() {
        return status;
    }
}
