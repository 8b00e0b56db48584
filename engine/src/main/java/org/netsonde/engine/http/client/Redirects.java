package org.netsonde.engine.http.client;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Map;
import java.util.Set;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.http.HttpSecrets;
import org.netsonde.engine.http.HttpUrl;
import org.netsonde.engine.protocol.SettingsException;

/** Where redirects lead (RFC 9110, section 15.4). Stateless. */
final class Redirects {

    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

    private Redirects() {}

    /**
     * The next request.
     *
     * @param keepsBody whether it has the body of the one before
     */
    record Step(String method, HttpUrl url, boolean keepsBody) {}

    /** Whether a reply is a redirect that says where to. */
    static boolean isRedirect(int status, boolean hasLocation) {
        return hasLocation && STATUSES.contains(status);
    }

    /** Removes what another server is not to get: the name of the first one, and whatever gives access. */
    static void leaveBehind(HttpHeaders fields) {
        fields.remove(HttpHeaderNames.HOST);
        for (Map.Entry<String, String> field : fields.entries()) {
            if (!HttpSecrets.field(field.getKey(), field.getValue()).equals(field.getValue())) {
                fields.remove(field.getKey());
            }
        }
    }

    /**
     * What follows from a redirect.
     *
     * @param leaveTls whether it may lead from https to http
     * @throws FailureException where it may not be followed
     */
    static Step next(int status, String method, HttpUrl from, String location, boolean leaveTls) {
        HttpUrl url;
        try {
            url = from.resolve(location);
        } catch (SettingsException e) {
            throw new FailureException(Failure.of(
                    Failure.Kind.MALFORMED_MESSAGE,
                    "httpLocation",
                    from.authority(),
                    HttpFailures.shown(HttpSecrets.target(location)),
                    e.problems().getFirst().text()));
        }
        if (from.secure() && !url.secure() && !leaveTls) {
            throw new FailureException(
                    Failure.of(Failure.Kind.PEER_ERROR, "httpDowngrade", from.authority(), url.authority()));
        }
        boolean toGet = status == 303
                ? !method.equals("HEAD")
                // What the standard allows for history's sake, and what everybody does.
                : (status == 301 || status == 302) && method.equals("POST");
        return new Step(toGet ? "GET" : method, url, !toGet);
    }
}
