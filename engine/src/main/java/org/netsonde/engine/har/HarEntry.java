package org.netsonde.engine.har;

import java.util.List;

/**
 * One exchange of a HAR file, as far as it is taken over.
 *
 * @param startedMillis when it began, in milliseconds since the epoch
 * @param timings where its time went
 * @param connection what the file calls its connection; empty where it does not say
 * @param address the server's address; empty where it is not known
 * @param error why there is no answer, in the words of the program; empty for nothing
 * @param request what was asked
 * @param response what came
 */
record HarEntry(
        double startedMillis,
        Timings timings,
        String connection,
        String address,
        String error,
        Message request,
        Message response) {

    /**
     * Milliseconds; 0 where a file says nothing or that a step was not needed.
     *
     * @param before until sending could begin: blocked, looked up, connected
     * @param send sending the request
     * @param waiting waiting for the answer
     * @param receive receiving it
     */
    record Timings(double before, double send, double waiting, double receive) {}

    /**
     * A header field.
     *
     * @param name its name
     * @param value its value, cut where it is very long
     */
    record Field(String name, String value) {}

    /**
     * A request or a response.
     *
     * @param method the method of a request
     * @param url the address of a request
     * @param status the status of a response; 0 for none
     * @param statusText what stands behind it
     * @param version the version of HTTP that was spoken
     * @param fields the header fields
     * @param type the media type of the body; empty where the file does not say
     * @param body the beginning of the body. Owned by the message: do not modify
     * @param length how long the body is, without coding; more than was kept where it was cut or the file lacks it
     * @param wire how many bytes crossed the wire; -1 where the file does not say
     */
    record Message(
            String method,
            String url,
            int status,
            String statusText,
            String version,
            List<Field> fields,
            String type,
            byte[] body,
            long length,
            long wire) {}
}
