package org.netsonde.engine.http.login;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.http.server.ServerReply;
import org.netsonde.engine.http.server.ServerRequest;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.security.account.Access;
import org.netsonde.engine.security.account.AccountList;
import org.netsonde.engine.security.account.Accounts;
import org.netsonde.engine.security.account.Permission;

/**
 * Lets in who has logged in, and logs in who wants in: decides about requests and answers those below {@code /auth/}. One for
 * each server that runs. Safe for threads; does not block.
 */
public interface LoginGate {

    /** Where the routes are. */
    String ROUTES = "/auth/";

    /**
     * The gate of a server that starts; reads secrets and hashes passwords elsewhere than on the calling thread. To be closed
     * with the server, with which the users of its settings go.
     *
     * @return completes exceptionally with {@link FailureException} where a secret or the list cannot be read; cancelling gives up
     */
    static CompletionStage<LoginGate> open(Login login, EndpointContext context) {
        return switch (login) {
            case Login.None none ->
                CompletableFuture.completedFuture(
                        new OpenGate(context.keys().accounts().list(Accounts.USUAL)));
            case Login.Required required -> {
                CompletableFuture<LoginGate> opened = new CompletableFuture<>();
                Thread.startVirtualThread(() -> {
                    try {
                        LoginGate gate = ListGate.open(required, context);
                        if (!opened.complete(gate)) {
                            // Cancelled meanwhile.
                            gate.close();
                        }
                    } catch (RuntimeException | Error e) {
                        opened.completeExceptionally(e);
                    }
                });
                yield opened;
            }
        };
    }

    /**
     * Starts a server behind a gate, which is closed with it. Cancelling the stage gives up.
     *
     * @param start starts the server
     */
    static <S extends Record & Settings, M extends Record> CompletionStage<Binding<S, M>> guard(
            Login login, EndpointContext context, Function<LoginGate, CompletionStage<Binding<S, M>>> start) {
        return GuardedStart.of(open(login, context), start);
    }

    /** Whether a path, decoded, is one of those that this gate answers: {@code false} for all where no login is required. */
    boolean answers(String path);

    /**
     * Answers a request for one of its routes. Whoever cancels the stage, or completes it by itself, ends the session that the
     * answer would have told of.
     */
    CompletionStage<ServerReply> answer(ServerRequest request);

    /**
     * Decides about any other request, by its field {@code Authorization} or its cookie. The cookie counts only where nothing
     * is changed, or where the request comes from a page of this server as far as a browser tells; the handshake of WebSocket
     * changes something.
     *
     * @param path decoded
     * @param secure whether the request came over TLS
     */
    Decision decide(String path, HttpHeaders headers, boolean secure, Permission needed);

    /** The same about somebody who was let in before and is looked at again, which is no use of his session. */
    Decision again(String path, HttpHeaders headers, boolean secure, Permission needed);

    /** The list of accounts, whose sessions may end while connections of theirs stand. */
    AccountList accounts();

    /** Takes the users of the settings out of the list again. */
    void close();

    /** Whether a request is served. */
    sealed interface Decision {

        /** It is, and no login is required. */
        record Open() implements Decision {}

        /** It is, for somebody. */
        record Granted(Access access) implements Decision {}

        /**
         * It is not.
         *
         * @param status 401 where nobody has logged in, 403 where he may not do that
         * @param why as a part of a sentence
         * @param challenge the field {@code WWW-Authenticate} (RFC 6750, section 3)
         */
        record Refused(int status, Phrase why, String challenge) implements Decision {}
    }
}
