package org.netsonde.engine.http.server;

import org.netsonde.engine.Phrase;

/**
 * Why a request is not served.
 *
 * @param status the status code that it is answered with
 * @param why what is wrong with it, as a part of a sentence
 */
record Refusal(int status, Phrase why) {

    static Refusal bad(Phrase why) {
        return new Refusal(400, why);
    }
}
