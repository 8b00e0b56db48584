package org.netsonde.engine.protocol.http;

import java.util.Map;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.http.server.ServerRequest;

/** A request asks a route for what there is not, such as for a status code of four digits. */
final class WrongValueException extends RuntimeException {

    private static final long serialVersionUID = 1;

    WrongValueException(Phrase why) {
        super(why.toString(), null, false, false);
    }

    /** A whole number of a path. */
    static long number(Map<String, String> values, String name, long least, long most) {
        return number(values.getOrDefault(name, ""), name, least, most);
    }

    /** A whole number of the query, or what stands in its place. */
    static long number(ServerRequest request, String name, long least, long most, long otherwise) {
        String value = parameter(request, name, "");
        return value.isEmpty() ? otherwise : number(value, name, least, most);
    }

    private static long number(String text, String name, long least, long most) {
        if (text.matches("[0-9]{1,15}")) {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        }
        throw new WrongValueException(Phrase.of("httpReply.number", name, least, most));
    }

    /** A number of seconds with a fraction, in nanoseconds. */
    static long seconds(String text, String name, long most) {
        if (text.matches("[0-9]{1,6}(\\.[0-9]{1,9})?")) {
            double value = Double.parseDouble(text);
            if (value <= most) {
                return (long) (value * 1e9);
            }
        }
        throw new WrongValueException(Phrase.of("httpReply.number", name, 0, most));
    }

    /** A parameter of the query. */
    static String parameter(ServerRequest request, String name, String otherwise) {
        return request.query().getOrDefault(name, java.util.List.of(otherwise)).getFirst();
    }
}
