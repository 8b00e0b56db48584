package org.netsonde.engine.http;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The heads of requests and responses as they are shown and recorded: as on the wire, but without what is secret. */
public final class HttpHeads {

    /** What stands in place of a secret. */
    public static final String MASK = "•••";

    /** Fields whose values give access to something. */
    private static final Set<String> SECRET =
            Set.of("authorization", "proxy-authorization", "cookie", "set-cookie", "x-api-key", "x-auth-token");

    private HttpHeads() {}

    /** Whether a field's value is not to be shown. */
    public static boolean isSecret(String name) {
        return SECRET.contains(name.toLowerCase(Locale.ROOT));
    }

    /**
     * A request's line and fields.
     *
     * @param own fields that were added from settings, some of them secret
     */
    public static String of(HttpRequest request, SentHeaders own) {
        return request.method() + " " + request.uri() + " " + request.protocolVersion() + "\r\n"
                + fields(request.headers(), own);
    }

    /** A response's line and fields; as with requests. */
    public static String of(HttpResponse response, SentHeaders own) {
        return response.protocolVersion() + " " + response.status() + "\r\n" + fields(response.headers(), own);
    }

    private static String fields(HttpHeaders headers, SentHeaders own) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> field : headers) {
            text.append(field.getKey())
                    .append(": ")
                    .append(own.isSecret(field.getKey()) ? masked(field) : field.getValue())
                    .append("\r\n");
        }
        return text.toString();
    }

    /** The scheme of an authorisation may be seen, such as "Bearer". */
    private static String masked(Map.Entry<String, String> field) {
        String value = field.getValue();
        int space = value.indexOf(' ');
        boolean scheme = field.getKey().toLowerCase(Locale.ROOT).endsWith("authorization")
                && space > 0
                && space <= 16
                && value.lastIndexOf('=', space) < 0;
        return scheme ? value.substring(0, space + 1) + MASK : MASK;
    }
}
