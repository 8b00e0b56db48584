package org.netsonde.engine.http.login;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.netsonde.engine.http.server.ServerReply;
import org.netsonde.engine.http.server.ServerRequest;
import org.netsonde.engine.security.account.AccountList;
import org.netsonde.engine.security.account.Permission;

/**
 * Lets everybody in.
 *
 * @param accounts a list, of which nobody logs in here
 */
record OpenGate(AccountList accounts) implements LoginGate {

    private static final Decision OPEN = new Decision.Open();

    @Override
    public boolean answers(String path) {
        return false;
    }

    @Override
    public CompletionStage<ServerReply> answer(ServerRequest request) {
        return CompletableFuture.completedFuture(ServerReply.empty(404));
    }

    @Override
    public Decision decide(String path, HttpHeaders headers, boolean secure, Permission needed) {
        return OPEN;
    }

    @Override
    public Decision again(String path, HttpHeaders headers, boolean secure, Permission needed) {
        return OPEN;
    }

    @Override
    public void close() {}
}
