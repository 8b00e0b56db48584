package org.netsonde.engine.http;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Map;

/**
 * The heads of requests and responses as they are shown and recorded: as on the wire, but without what {@link HttpSecrets} takes
 * for secret.
 */
public final class HttpHeads {

    /** What stands in place of a secret. */
    public static final String MASK = "•••";

    private HttpHeads() {}

    /**
     * A request's line and fields.
     *
     * @param own fields that were added from settings, some of them secret
     */
    public static String of(HttpRequest request, SentHeaders own) {
        return request.method() + " " + HttpSecrets.target(request.uri()) + " " + request.protocolVersion() + "\r\n"
                + fields(request.headers(), own);
    }

    /** A request's line and fields, whatever version is spoken, such as {@code HTTP/2}. */
    public static String request(String method, String target, String version, HttpHeaders headers, SentHeaders own) {
        return method + " " + HttpSecrets.target(target) + " " + version + "\r\n" + fields(headers, own);
    }

    /** A response's line and fields; as with requests. */
    public static String response(String version, HttpResponseStatus status, HttpHeaders headers) {
        return version + " " + status + "\r\n" + fields(headers, SentHeaders.NONE);
    }

    /** A response's line and fields; as with requests. */
    public static String of(HttpResponse response, SentHeaders own) {
        return response.protocolVersion() + " " + response.status() + "\r\n" + fields(response.headers(), own);
    }

    private static String fields(HttpHeaders headers, SentHeaders own) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> field : headers) {
            String shown = own.shown(field.getKey(), field.getValue());
            text.append(field.getKey())
                    .append(": ")
                    .append(shown == null ? HttpSecrets.field(field.getKey(), field.getValue()) : shown)
                    .append("\r\n");
        }
        return text.toString();
    }
}
