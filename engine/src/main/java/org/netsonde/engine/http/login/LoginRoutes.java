package org.netsonde.engine.http.login;

import io.netty.handler.codec.http.cookie.ClientCookieDecoder;
import io.netty.handler.codec.http.cookie.Cookie;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.http.server.ServerReply;
import org.netsonde.engine.http.server.ServerRequest;
import org.netsonde.engine.protocol.Durations;
import org.netsonde.engine.security.account.Access;
import org.netsonde.engine.security.account.AccountList;
import org.netsonde.engine.security.account.AccountRole;
import org.netsonde.engine.security.account.LoginRefusedException;
import org.netsonde.engine.security.account.Permission;
import org.netsonde.engine.security.account.User;
import tools.jackson.databind.node.ArrayNode;

/** Answers requests for the routes below {@code /auth/}. Blocks on hashes and on the disk. Safe for threads. */
final class LoginRoutes {

    private static final String REGISTER = LoginGate.ROUTES + "register";
    private static final String LOG_IN = LoginGate.ROUTES + "login";
    private static final Pattern SESSION = Pattern.compile("/auth/sessions/([1-9][0-9]{0,17})");
    private static final Duration SOON = Duration.ofSeconds(1);

    /** Answers one route and method. */
    @FunctionalInterface
    private interface Handler {
        ServerReply answer(ServerRequest request);
    }

    private final Login.Required login;
    private final AccountList accounts;
    private final InstantSource clock;
    private final LoginLog log;
    private final Map<String, Map<String, Handler>> routes = new LinkedHashMap<>();

    LoginRoutes(Login.Required login, AccountList accounts, InstantSource clock, LoginLog log) {
        this.login = login;
        this.accounts = accounts;
        this.clock = clock;
        this.log = log;
        routes.put(REGISTER, Map.of("POST", this::register));
        routes.put(LOG_IN, Map.of("POST", this::logIn));
        routes.put("/auth/session", Map.of("GET", this::session, "DELETE", this::logOut));
        routes.put("/auth/logout", Map.of("POST", this::logOut));
        routes.put("/auth/token", Map.of("POST", this::token));
        routes.put("/auth/sessions", Map.of("GET", this::sessions));
    }

    /** Whether what is sent there holds a password. */
    static boolean takesPassword(String path) {
        return path.equals(REGISTER) || path.equals(LOG_IN);
    }

    /** The reply, whatever goes wrong. */
    ServerReply answer(String path, ServerRequest request) {
        try {
            return route(path, request);
        } catch (BadInputException e) {
            return LoginReplies.error(e.status(), "invalid_request", String.valueOf(e.getMessage()));
        } catch (FailureException e) {
            return failed(e.failure());
        }
    }

    /** Nobody has got the reply: the session that it tells of, if any, ends. */
    void lost(ServerReply reply) {
        for (String field : reply.headers().getAll("Set-Cookie")) {
            Cookie cookie = ClientCookieDecoder.STRICT.decode(field);
            if (cookie != null && cookie.name().equals(Credentials.COOKIE)) {
                accounts.access(cookie.value()).ifPresent(access -> accounts.revoke(access.session()));
            }
        }
    }

    private ServerReply failed(Failure failure) {
        return switch (failure.kind()) {
            case TOO_MANY_CONNECTIONS -> LoginReplies.later(503, "busy", failure.toString(), SOON);
            case INVALID_SETTINGS -> LoginReplies.error(400, "invalid_request", failure.toString());
            default -> {
                log.failed(failure);
                yield LoginReplies.error(
                        500, "server_error", Phrase.of("httpLogin.broken").toString());
            }
        };
    }

    private ServerReply route(String path, ServerRequest request) {
        Map<String, Handler> methods = routes.get(path);
        Matcher one = SESSION.matcher(path);
        if (one.matches()) {
            methods = Map.of("DELETE", each -> revoke(each, Long.parseLong(one.group(1))));
        }
        if (methods == null) {
            return LoginReplies.error(
                    404,
                    "not_found",
                    Phrase.of("httpLogin.noRoute", String.join(", ", routes.keySet()))
                            .toString());
        }
        String method = request.method().equals("HEAD") ? "GET" : request.method();
        Handler handler = methods.get(method);
        if (handler != null
                && !method.equals("GET")
                && !Credentials.isSameOrigin(request.headers(), request.secure())) {
            return LoginReplies.error(
                    403, "cross_origin", Phrase.of("httpLogin.crossOrigin").toString());
        } else if (handler != null) {
            return handler.answer(request);
        }
        String allowed = allowed(methods);
        return request.method().equals("OPTIONS")
                ? LoginReplies.empty(204).with("Allow", allowed)
                : LoginReplies.error(
                                405,
                                "method_not_allowed",
                                Phrase.of("httpReply.method", allowed).toString())
                        .with("Allow", allowed);
    }

    private static String allowed(Map<String, Handler> methods) {
        List<String> all = methods.keySet().stream().sorted().toList();
        return String.join(", ", all) + (methods.containsKey("GET") ? ", HEAD" : "") + ", OPTIONS";
    }

    private Optional<Access> access(ServerRequest request) {
        Credentials.@Nullable Token token = Credentials.token(request.headers());
        return token == null ? Optional.empty() : accounts.access(token.text());
    }

    private static ServerReply unknown(ServerRequest request) {
        boolean tried = Credentials.token(request.headers()) != null;
        return LoginReplies.error(
                        401,
                        tried ? "invalid_token" : "login_required",
                        Phrase.of(tried ? "httpLogin.invalidToken" : "httpLogin.required")
                                .toString())
                .with("WWW-Authenticate", tried ? LoginReplies.INVALID : LoginReplies.CHALLENGE);
    }

    private static ServerReply forbidden(Permission needed, String why) {
        return LoginReplies.error(
                        403, "insufficient_scope", Phrase.of("httpLogin." + why).toString())
                .with("WWW-Authenticate", LoginReplies.insufficient(needed));
    }

    private ServerReply register(ServerRequest request) {
        Optional<Access> access = access(request);
        boolean admin = access.filter(who -> who.allows(Permission.ADMIN)).isPresent();
        if (!login.register() && !admin) {
            return access.isEmpty() ? unknown(request) : forbidden(Permission.ADMIN, "adminsRegister");
        }
        try (LoginInput input = LoginInput.of(request, false)) {
            AccountRole role = input.role() == null ? AccountRole.READER : input.role();
            if (role != AccountRole.READER && !admin) {
                return forbidden(Permission.ADMIN, "adminsGiveRoles");
            }
            User user = accounts.add(input.name(), input.password(), role);
            log.registered(request.connection(), user.name());
            return LoginReplies.json(
                    201, node -> node.put("user", user.name()).put("role", LoginInput.word(user.role())));
        } catch (FailureException e) {
            if (e.failure().what().key().equals("failure.accountTaken.what")) {
                return LoginReplies.error(409, "taken", e.failure().toString());
            }
            throw e;
        }
    }

    private ServerReply logIn(ServerRequest request) {
        try (LoginInput input = LoginInput.of(request, true)) {
            AccountList.NewSession session;
            try {
                session =
                        accounts.logIn(input.name(), input.password(), login.rules(), Addresses.text(request.remote()));
            } catch (LoginRefusedException e) {
                log.refused(request.connection(), input.name(), !e.waitTime().isZero());
                return refused(request, e.waitTime());
            }
            log.loggedIn(request.connection(), session.session().user());
            Instant until = session.session().until();
            return LoginReplies.json(200, node -> {
                        node.put("token", session.token()).put("expires", until.toString());
                        LoginReplies.session(node.putObject("session"), session.session());
                    })
                    .with(
                            "Set-Cookie",
                            cookie(
                                    session.token(),
                                    request.secure(),
                                    login.rules().sessionTime()))
                    .hiding();
        }
    }

    private static ServerReply refused(ServerRequest request, Duration wait) {
        if (!wait.isZero()) {
            Duration seconds = Duration.ofSeconds(wait.plusMillis(999).toSeconds());
            return LoginReplies.later(
                    429,
                    "locked",
                    Phrase.of("httpLogin.locked", Durations.format(seconds)).toString(),
                    wait);
        }
        boolean basic = request.headers().get("Authorization", "").regionMatches(true, 0, "basic ", 0, 6);
        return LoginReplies.error(
                        401, "invalid_login", Phrase.of("httpLogin.wrong").toString())
                .with(
                        "WWW-Authenticate",
                        basic ? "Basic realm=\"Netsonde\", charset=\"UTF-8\"" : LoginReplies.CHALLENGE);
    }

    /** No script reads it and no other site sends it (RFC 6265bis); over TLS it is sent over TLS only. */
    private static String cookie(String token, boolean secure, Duration time) {
        return Credentials.COOKIE + "=" + token + "; Max-Age=" + time.toSeconds()
                + "; Path=/; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "");
    }

    private ServerReply session(ServerRequest request) {
        return access(request)
                .map(access -> LoginReplies.json(200, node -> LoginReplies.who(node, access)))
                .orElseGet(() -> unknown(request));
    }

    private ServerReply logOut(ServerRequest request) {
        Optional<Access> access = access(request);
        if (access.isEmpty()) {
            return unknown(request);
        } else if (access.get().jwt()) {
            return LoginReplies.error(
                    409, "not_a_session", Phrase.of("httpLogin.tokenEnds").toString());
        }
        accounts.revoke(access.get().session());
        log.loggedOut(request.connection(), access.get().user());
        return LoginReplies.empty(204).with("Set-Cookie", cookie("", request.secure(), Duration.ZERO));
    }

    private ServerReply token(ServerRequest request) {
        Optional<Access> access = access(request);
        if (access.isEmpty()) {
            return unknown(request);
        } else if (access.get().jwt()) {
            // Else whoever has got hold of one could go on for ever.
            return LoginReplies.error(
                    403,
                    "session_required",
                    Phrase.of("httpLogin.tokenBySession").toString());
        }
        Instant until =
                earlier(access.get().until(), clock.instant().plus(login.rules().tokenTime()));
        String token;
        try {
            token = accounts.token(access.get(), login.rules());
        } catch (FailureException e) {
            // Over since it was looked at.
            return unknown(request);
        }
        return LoginReplies.json(
                        200,
                        node -> node.put("token", token).put("type", "Bearer").put("expires", until.toString()))
                .hiding();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private ServerReply sessions(ServerRequest request) {
        return admin(request)
                .orElseGet(() -> LoginReplies.json(200, node -> {
                    ArrayNode all = node.putArray("sessions");
                    accounts.sessions().forEach(session -> LoginReplies.session(all.addObject(), session));
                }));
    }

    private ServerReply revoke(ServerRequest request, long session) {
        return admin(request)
                .orElseGet(() -> accounts.revoke(session)
                        ? LoginReplies.empty(204)
                        : LoginReplies.error(
                                404,
                                "not_found",
                                Phrase.of("httpLogin.noSession").toString()));
    }

    /** What is answered to whoever is no administrator. */
    private Optional<ServerReply> admin(ServerRequest request) {
        Optional<Access> access = access(request);
        if (access.isEmpty()) {
            return Optional.of(unknown(request));
        }
        return access.get().allows(Permission.ADMIN)
                ? Optional.empty()
                : Optional.of(forbidden(Permission.ADMIN, "adminsOnly"));
    }
}
