package org.netsonde.engine.http.login;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.http.server.ServerReply;
import org.netsonde.engine.http.server.ServerRequest;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.Subscription;
import org.netsonde.engine.security.Keys;
import org.netsonde.engine.security.account.Access;
import org.netsonde.engine.security.account.AccountList;
import org.netsonde.engine.security.account.Permission;

/** Lets in those of a list. Safe for threads. */
final class ListGate implements LoginGate {

    private final AccountList accounts;
    private final List<Subscription> lent;
    private final OpenPaths open;
    private final LoginLog log;
    private final LoginRoutes routes;

    private ListGate(Login.Required login, AccountList accounts, List<Subscription> lent, EndpointContext context) {
        this.accounts = accounts;
        this.lent = lent;
        open = new OpenPaths(login.open());
        log = new LoginLog(context, accounts);
        routes = new LoginRoutes(login, accounts, context.clock(), log);
    }

    /**
     * Opens one. Blocks.
     *
     * @throws FailureException if a secret or the list cannot be read, or a user of the settings cannot be in it
     */
    static ListGate open(Login.Required login, EndpointContext context) {
        AccountList accounts = context.keys().accounts().list(login.list());
        // Tells now rather than at the first login that it cannot be read.
        accounts.users();
        List<Subscription> lent = new ArrayList<>();
        try {
            for (Login.LoginUser user : login.users()) {
                lent.add(lend(user, accounts, context.keys()));
            }
        } catch (FailureException e) {
            lent.forEach(Subscription::close);
            throw e;
        }
        return new ListGate(login, accounts, List.copyOf(lent), context);
    }

    private static Subscription lend(Login.LoginUser user, AccountList accounts, Keys keys) {
        if (user.password().isNone()) {
            throw new FailureException(Failure.of(Failure.Kind.INVALID_SETTINGS, "loginUserNoPassword", user.name()));
        }
        char[] password = keys.secret(user.password());
        try {
            return accounts.lend(user.name(), password, user.role());
        } catch (FailureException e) {
            throw new FailureException(
                    Failure.of(
                            e.failure().kind(),
                            "loginUser",
                            user.name(),
                            e.failure().what(),
                            e.failure().remedy()),
                    e);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    @Override
    public boolean answers(String path) {
        return path.startsWith(ROUTES);
    }

    @Override
    public CompletionStage<ServerReply> answer(ServerRequest request) {
        // Most of them hash, or look at the disk.
        CompletableFuture<ServerReply> reply = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try {
                ServerReply given = routes.answer(request.path(), request);
                if (!reply.complete(given)) {
                    routes.lost(given);
                }
            } catch (IllegalArgumentException e) {
                reply.complete(LoginReplies.error(
                        400, "invalid_request", Phrase.of("httpRefusal.escape").toString()));
            } catch (RuntimeException | Error e) {
                reply.completeExceptionally(e);
            }
        });
        return reply;
    }

    @Override
    public Decision decide(String path, HttpHeaders headers, boolean secure, Permission needed) {
        return decide(path, headers, secure, needed, accounts::access);
    }

    @Override
    public Decision again(String path, HttpHeaders headers, boolean secure, Permission needed) {
        return decide(path, headers, secure, needed, accounts::look);
    }

    private Decision decide(
            String path,
            HttpHeaders headers,
            boolean secure,
            Permission needed,
            Function<String, Optional<Access>> find) {
        if (open.contain(path)) {
            return new Decision.Open();
        }
        Credentials.@Nullable Token token = Credentials.token(headers);
        if (token == null) {
            return refused(401, "noLogin", LoginReplies.CHALLENGE);
        }
        // As the handshake itself is told from other requests: one of several protocols.
        boolean changes = needed != Permission.READ || headers.containsValue("Upgrade", "websocket", true);
        if (token.cookie() && changes && !Credentials.isSameOrigin(headers, secure)) {
            return refused(403, "otherSite", LoginReplies.CHALLENGE);
        }
        Optional<Access> access = find.apply(token.text());
        if (access.isEmpty()) {
            return refused(401, "notValid", LoginReplies.INVALID);
        }
        return access.get().allows(needed)
                ? new Decision.Granted(access.get())
                : new Decision.Refused(
                        403,
                        Phrase.of(
                                "httpLogin.why.notAllowed",
                                access.get().user(),
                                LoginInput.word(access.get().role())),
                        LoginReplies.insufficient(needed));
    }

    private static Decision refused(int status, String why, String challenge) {
        return new Decision.Refused(status, Phrase.of("httpLogin.why." + why), challenge);
    }

    @Override
    public AccountList accounts() {
        return accounts;
    }

    @Override
    public void close() {
        lent.forEach(Subscription::close);
        log.close();
    }
}
