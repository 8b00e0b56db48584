package org.netsonde.engine.http.login;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.http.Queries;
import org.netsonde.engine.http.server.HttpService;
import org.netsonde.engine.http.server.Pages;
import org.netsonde.engine.http.server.ServerReply;
import org.netsonde.engine.http.server.ServerRequest;
import org.netsonde.engine.security.account.Permission;

/**
 * A service behind a gate: requests that change nothing (RFC 9110, section 9.2.1) need the permission to read, others the one
 * to write.
 *
 * @param gate decides
 * @param service answers what is served
 */
public record GuardedService(LoginGate gate, HttpService service) implements HttpService {

    @Override
    public boolean hidesQuery(String target) {
        return service.hidesQuery(target);
    }

    @Override
    public byte[] shownBody(String target, String contentType, byte[] body) {
        String path = path(target);
        // Also where no login is required: whoever believes so sends his password all the same.
        return gate.answers(path) || LoginRoutes.takesPassword(path)
                ? LoginInput.shown(contentType, body)
                : service.shownBody(target, contentType, body);
    }

    /** Not at once: see {@link #reply}. */
    @Override
    public ServerReply answer(ServerRequest request) {
        throw new UnsupportedOperationException("answers later");
    }

    @Override
    public CompletionStage<ServerReply> reply(ServerRequest request) {
        String path = path(request.target());
        if (gate.answers(path)) {
            CompletionStage<ServerReply> reply = gate.answer(request);
            if (LoginRoutes.takesPassword(path)) {
                // Nobody reads it any more: what is recorded is a copy with the password masked.
                reply.whenComplete((done, error) -> Arrays.fill(request.body(), (byte) 0));
            }
            return reply;
        }
        return switch (gate.decide(path, request.headers(), request.secure(), needed(request.method()))) {
            case LoginGate.Decision.Refused refused -> CompletableFuture.completedFuture(refusal(refused));
            case LoginGate.Decision.Open open -> service.reply(request);
            case LoginGate.Decision.Granted granted -> service.reply(request);
        };
    }

    /** Empty where an escape is none, which is nobody's path. */
    private static String path(String target) {
        try {
            return Queries.path(target);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static Permission needed(String method) {
        return switch (method) {
            case "GET", "HEAD", "OPTIONS", "TRACE" -> Permission.READ;
            default -> Permission.WRITE;
        };
    }

    private static ServerReply refusal(LoginGate.Decision.Refused refused) {
        return Pages.problem(
                        refused.status(),
                        Phrase.of("httpLogin.refused", refused.why()).toString())
                .with("WWW-Authenticate", refused.challenge())
                .with("Cache-Control", "no-store");
    }
}
