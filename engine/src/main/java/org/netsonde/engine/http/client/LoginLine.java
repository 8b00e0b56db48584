package org.netsonde.engine.http.client;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.netsonde.engine.Failure;
import org.netsonde.engine.http.HttpText;

/** Logs in on the connections of a client of HTTP. Confined to its event loop. */
final class LoginLine implements TokenSource.Line {

    private final Agent agent;

    LoginLine(Agent agent) {
        this.agent = agent;
    }

    @Override
    public void ask(TokenSource.Request request, Consumer<HttpText> replied, Consumer<Failure> failed) {
        HttpHeaders fields = new DefaultHttpHeaders();
        fields.set("Accept", "application/json");
        if (request.body().length > 0) {
            fields.set("Content-Type", "application/json");
        }
        ClientRequest post = new ClientRequest(
                "POST", request.url().toString(), fields, request.fields(), request.body(), Optional.empty());
        agent.submit(Exchange.ofLogin(agent, post, new Exchange.Listener() {
            @Override
            public void sent(long connection, long bytes) {
                // The reply counts.
            }

            @Override
            public void replied(long connection, byte[] reply, Duration latency) {
                replied.accept(HttpText.parse(reply));
            }

            @Override
            public void failed(Failure failure) {
                failed.accept(failure);
            }
        }));
    }
}
