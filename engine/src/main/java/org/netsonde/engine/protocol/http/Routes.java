package org.netsonde.engine.protocol.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.http.Queries;
import org.netsonde.engine.http.server.HttpService;
import org.netsonde.engine.http.server.Pages;
import org.netsonde.engine.http.server.ServerReply;
import org.netsonde.engine.http.server.ServerRequest;

/** The routes of the test server, in the manner of httpbin. Safe for threads. */
final class Routes implements HttpService {

    private static final List<String> GET = List.of("GET", "HEAD", "OPTIONS");
    private static final List<String> ANY = List.of();

    private final List<Route> routes = new ArrayList<>();

    /**
     * All of them.
     *
     * @param login whether those of logins are listed too
     */
    Routes(boolean login) {
        get("/", "/", Phrase.of("httpRoute.index"), (request, values) -> IndexPage.of(routes));
        echoes();
        statuses();
        times();
        bodies();
        pictures();
        redirects();
        access();
        caches();
        if (login) {
            logins();
        }
    }

    /** They are answered before these routes are asked, and listed here. */
    private void logins() {
        listed("POST", "/auth/register", Phrase.of("httpRoute.authRegister"));
        listed("POST", "/auth/login", Phrase.of("httpRoute.authLogin"));
        listed("GET", "/auth/session", Phrase.of("httpRoute.authSession"));
        listed("POST", "/auth/logout", Phrase.of("httpRoute.authLogout"));
        listed("POST", "/auth/token", Phrase.of("httpRoute.authToken"));
        listed("GET", "/auth/sessions", Phrase.of("httpRoute.authSessions"));
    }

    private void listed(String method, String path, Phrase what) {
        add(List.of(method), path, path, what, (request, values) -> ServerReply.empty(404));
    }

    private void get(String pattern, String example, Phrase what, Route.Handler handler) {
        add(GET, pattern, example, what, handler);
    }

    private void add(List<String> methods, String pattern, String example, Phrase what, Route.Handler handler) {
        routes.add(new Route(PathPattern.compile(pattern), methods, example, pattern, what, handler));
    }

    private void echoes() {
        get("/get", "/get?name=value", Phrase.of("httpRoute.get"), (request, values) -> EchoReply.get(request));
        for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
            String path = "/" + method.toLowerCase(java.util.Locale.ROOT);
            add(
                    List.of(method, "OPTIONS"),
                    path,
                    path,
                    Phrase.of("httpRoute.body", method),
                    (request, values) -> EchoReply.whole(request, false));
        }
        add(
                ANY,
                "/anything/*",
                "/anything",
                Phrase.of("httpRoute.anything"),
                (request, values) -> EchoReply.whole(request, true));
        get(
                "/headers",
                "/headers",
                Phrase.of("httpRoute.headers"),
                (request, values) -> EchoReply.json(200, node -> node.set("headers", EchoReply.headers(request))));
        get(
                "/ip",
                "/ip",
                Phrase.of("httpRoute.ip"),
                (request, values) -> EchoReply.json(200, node -> node.put("origin", EchoReply.origin(request))));
        get(
                "/user-agent",
                "/user-agent",
                Phrase.of("httpRoute.userAgent"),
                (request, values) -> EchoReply.json(
                        200, node -> node.put("user-agent", request.headers().get("User-Agent"))));
        get(
                "/response-headers",
                "/response-headers?X-Colour=blue",
                Phrase.of("httpRoute.responseHeaders"),
                SimpleReplies::responseHeaders);
    }

    private void statuses() {
        add(ANY, "/status/{codes}", "/status/404", Phrase.of("httpRoute.status"), SimpleReplies::status);
    }

    private void times() {
        add(ANY, "/delay/{seconds}", "/delay/1", Phrase.of("httpRoute.delay"), SimpleReplies::delay);
        get(
                "/drip",
                "/drip?duration=2&numbytes=10",
                Phrase.of("httpRoute.drip"),
                (request, values) -> BodyReplies.drip(request));
    }

    private void bodies() {
        get("/bytes/{count}", "/bytes/1024?seed=1", Phrase.of("httpRoute.bytes"), BodyReplies::bytes);
        get("/range/{count}", "/range/1024", Phrase.of("httpRoute.range"), BodyReplies::range);
        get("/stream/{count}", "/stream/5", Phrase.of("httpRoute.stream"), BodyReplies::stream);
        get(
                "/stream-bytes/{count}",
                "/stream-bytes/1024",
                Phrase.of("httpRoute.streamBytes"),
                BodyReplies::streamBytes);
        get("/html", "/html", Phrase.of("httpRoute.html"), (request, values) -> SimpleReplies.html());
        get("/json", "/json", Phrase.of("httpRoute.json"), (request, values) -> SimpleReplies.json());
        get("/xml", "/xml", Phrase.of("httpRoute.xml"), (request, values) -> SimpleReplies.xml());
        get(
                "/robots.txt",
                "/robots.txt",
                Phrase.of("httpRoute.robots"),
                (request, values) -> ServerReply.text(200, "text/plain", "User-agent: *\nDisallow: /\n"));
        get("/gzip", "/gzip", Phrase.of("httpRoute.gzip"), (request, values) -> BodyReplies.gzip(request));
        get("/deflate", "/deflate", Phrase.of("httpRoute.deflate"), (request, values) -> BodyReplies.deflate(request));
        get(
                "/uuid",
                "/uuid",
                Phrase.of("httpRoute.uuid"),
                (request, values) -> EchoReply.json(
                        200,
                        node -> node.put("uuid", java.util.UUID.randomUUID().toString())));
        get("/base64/{value}", "/base64/SGVsbG8=", Phrase.of("httpRoute.base64"), SimpleReplies::base64);
    }

    private void pictures() {
        for (Picture picture : Picture.values()) {
            String path = "/image/" + picture.word();
            get(
                    path,
                    path,
                    Phrase.of("httpRoute.image", picture.word().toUpperCase(java.util.Locale.ROOT)),
                    (request, values) -> picture.reply(request));
        }
        get("/image", "/image", Phrase.of("httpRoute.imageAccepted"), (request, values) -> Picture.accepted(request));
    }

    private void redirects() {
        get("/redirect/{count}", "/redirect/3", Phrase.of("httpRoute.redirect"), Redirects::relative);
        get("/relative-redirect/{count}", "/relative-redirect/3", Phrase.of("httpRoute.redirect"), Redirects::relative);
        get(
                "/absolute-redirect/{count}",
                "/absolute-redirect/3",
                Phrase.of("httpRoute.absoluteRedirect"),
                Redirects::absolute);
        add(
                ANY,
                "/redirect-to",
                "/redirect-to?url=/get&status_code=307",
                Phrase.of("httpRoute.redirectTo"),
                (request, values) -> Redirects.to(request));
    }

    private void access() {
        get(
                "/basic-auth/{user}/{password}",
                "/basic-auth/alice/example",
                Phrase.of("httpRoute.basicAuth"),
                AccessReplies::basic);
        get("/bearer", "/bearer", Phrase.of("httpRoute.bearer"), (request, values) -> AccessReplies.bearer(request));
        get("/cookies", "/cookies", Phrase.of("httpRoute.cookies"), (request, values) -> Cookies.list(request));
        get(
                "/cookies/set",
                "/cookies/set?colour=blue",
                Phrase.of("httpRoute.cookiesSet"),
                (request, values) -> Cookies.set(request));
        get(
                "/cookies/delete",
                "/cookies/delete?colour=",
                Phrase.of("httpRoute.cookiesDelete"),
                (request, values) -> Cookies.delete(request));
    }

    private void caches() {
        get("/cache", "/cache", Phrase.of("httpRoute.cache"), (request, values) -> CacheReplies.cache(request));
        get("/cache/{seconds}", "/cache/60", Phrase.of("httpRoute.cacheSeconds"), CacheReplies::seconds);
        get("/etag/{etag}", "/etag/one", Phrase.of("httpRoute.etag"), CacheReplies::etag);
    }

    @Override
    public ServerReply answer(ServerRequest request) {
        String path = request.path();
        List<String> parts = PathPattern.segments(path);
        List<String> plain = parts.size() > 1 && parts.getLast().isEmpty() ? parts.subList(0, parts.size() - 1) : parts;
        TreeSet<String> allowed = new TreeSet<>();
        for (Route route : routes) {
            Map<String, String> values = route.pattern().match(parts);
            if (values == null && plain.size() < parts.size()) {
                values = route.pattern().match(plain);
            }
            if (values != null && route.allows(request.method())) {
                return answer(route, request, values);
            } else if (values != null) {
                allowed.addAll(route.methods());
            }
        }
        if (path.equals("*")) {
            return ServerReply.empty(204).with("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
        } else if (!allowed.isEmpty()) {
            String methods = String.join(", ", allowed);
            return Pages.problem(405, Phrase.of("httpReply.method", methods).toString())
                    .with("Allow", methods);
        }
        return Pages.problem(404, Phrase.of("httpReply.noRoute", list()).toString());
    }

    /** Those of cookies are cookies. */
    @Override
    public boolean hidesQuery(String target) {
        try {
            return Queries.path(target).contains("/cookies/");
        } catch (IllegalArgumentException e) {
            // Whatever it is meant to be.
            return true;
        }
    }

    private static ServerReply answer(Route route, ServerRequest request, Map<String, String> values) {
        if (request.method().equals("OPTIONS") && !route.methods().isEmpty()) {
            return ServerReply.empty(204).with("Allow", String.join(", ", route.methods()));
        }
        try {
            return route.handler().answer(request, values);
        } catch (WrongValueException e) {
            return Pages.problem(400, String.valueOf(e.getMessage()));
        }
    }

    private String list() {
        StringBuilder list = new StringBuilder();
        routes.forEach(route -> list.append(list.isEmpty() ? "" : ", ").append(route.shown()));
        return list.toString();
    }

    /** All of them, in the order in which they are listed. */
    List<Route> all() {
        return List.copyOf(routes);
    }
}
