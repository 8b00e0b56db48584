package org.netsonde.engine.http;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The heads of requests and responses as they are shown and recorded: as on the wire, but without what is secret. */
public final class HttpHeads {

    /** What stands in place of a secret. */
    public static final String MASK = "•••";

    /** Fields whose values give access to something. */
    private static final Set<String> SECRET =
            Set.of("authorization", "proxy-authorization", "cookie", "set-cookie", "x-api-key", "x-auth-token");

    /** Schemes of authorisation (the registry of RFC 9110, section 16.4.1). */
    private static final Set<String> SCHEMES = Set.of(
            "basic", "bearer", "digest", "negotiate", "ntlm", "hoba", "mutual", "scram-sha-256", "token", "apikey");

    private static final Pattern SECRET_PARAMETER = Pattern.compile(
            "(?i)([?&](?:access_token|auth_token|id_token|token|api_?key|auth|password|passwd|secret|sig|signature|jwt)=)"
                    + "[^&#]*");

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
        return request.method() + " " + target(request.uri()) + " " + request.protocolVersion() + "\r\n"
                + fields(request.headers(), own);
    }

    /** A request's line and fields, whatever version is spoken, such as {@code HTTP/2}. */
    public static String request(String method, String target, String version, HttpHeaders headers, SentHeaders own) {
        return method + " " + target(target) + " " + version + "\r\n" + fields(headers, own);
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
                    .append(shown == null ? shown(field.getKey(), field.getValue()) : shown)
                    .append("\r\n");
        }
        return text.toString();
    }

    /** What is shown of a field: of those that give access to something a mask, and the scheme of an authorisation. */
    public static String shown(String name, String value) {
        return isSecret(name) ? masked(value) : value;
    }

    /** The scheme of an authorisation may be seen. */
    private static String masked(String value) {
        int space = value.indexOf(' ');
        boolean scheme = space > 0 && SCHEMES.contains(value.substring(0, space).toLowerCase(Locale.ROOT));
        return scheme ? value.substring(0, space + 1) + MASK : MASK;
    }

    /** A path and query without the values of parameters that give access, as browsers have no other place for them. */
    public static String target(String uri) {
        return SECRET_PARAMETER.matcher(uri).replaceAll("$1" + MASK);
    }
}
