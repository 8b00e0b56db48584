package org.netsonde.engine.protocol.http;

import java.util.List;
import java.util.Map;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.http.server.ServerReply;
import org.netsonde.engine.http.server.ServerRequest;

/**
 * Something that the test server does.
 *
 * @param pattern on which paths
 * @param methods on which methods; empty for all
 * @param example a path of it that can be tried
 * @param shown its pattern as it is written
 * @param what what it does, in a sentence
 * @param handler does it
 */
record Route(PathPattern pattern, List<String> methods, String example, String shown, Phrase what, Handler handler) {

    /** Answers a request. */
    @FunctionalInterface
    interface Handler {
        /**
         * The reply.
         *
         * @param values the named parts of the path
         * @throws WrongValueException where the request asks for what there is not
         */
        ServerReply answer(ServerRequest request, Map<String, String> values);
    }

    /** Whether it is for a method. */
    boolean allows(String method) {
        return methods.isEmpty() || methods.contains(method);
    }
}
