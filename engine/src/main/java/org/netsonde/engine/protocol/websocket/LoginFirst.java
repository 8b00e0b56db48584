package org.netsonde.engine.protocol.websocket;

import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.http.ClientAuthorization;
import org.netsonde.engine.http.HttpText;
import org.netsonde.engine.http.HttpUrl;
import org.netsonde.engine.http.SentHeaders;
import org.netsonde.engine.http.client.LoneRequest;
import org.netsonde.engine.http.client.TokenSource;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.stream.Aim;
import org.netsonde.engine.stream.Dial;
import org.netsonde.engine.tls.ClientTls;
import org.netsonde.engine.traffic.Direction;

/**
 * The header fields of a client that logs in first: before it connects, by a request of HTTP over a connection of its own, and
 * again once its server does not accept the token any more. Safe for threads.
 */
final class LoginFirst implements Credentials {

    private final WebSocketClientSettings settings;
    private final SentHeaders headers;
    private final EndpointContext context;
    private final EventLoop loop;
    private final TokenSource tokens;
    private volatile SentHeaders carried = SentHeaders.NONE;
    private @Nullable LoneRequest running;
    private boolean ended;

    LoginFirst(
            ClientAuthorization.Login login,
            WebSocketClientSettings settings,
            SentHeaders headers,
            EndpointContext context) {
        this.settings = settings;
        this.headers = headers;
        this.context = context;
        this.loop = context.loops().next();
        this.tokens = new TokenSource(
                login, this::server, context.keys(), loop, System::nanoTime, this::ask, new TokenSource.Events() {
                    @Override
                    public void noted(Phrase what) {
                        context.traffic().tap(loop).event(0, Direction.NOTED, what.toString(), System.nanoTime());
                    }

                    @Override
                    public void failed(Failure failure, boolean told) {
                        // The client counts and tells why it could not connect.
                    }
                });
    }

    private HttpUrl server() {
        Aim aim = settings.aim();
        HttpUrl root = new HttpUrl(false, "", 0, "/");
        if (aim.target().isEmpty()) {
            return root.at(settings.tls().isOn(), aim.host(), aim.port());
        }
        InetSocketAddress address = context.endpoints().resolve(aim.target());
        return root.at(settings.tls().isOn(), address.getHostString(), address.getPort());
    }

    /** The settings of TLS are those of the client's own server; others are only checked as usual. */
    private void ask(TokenSource.Request request, Consumer<HttpText> replied, Consumer<Failure> failed) {
        if (ended) {
            // The end came while the secret was being read.
            failed.accept(LoneRequest.cancelled());
            return;
        }
        boolean other = request.url().secure() && !request.url().sameOrigin(server());
        ClientTls tls = other ? settings.tls().forOthers() : settings.tls();
        LoneRequest next = new LoneRequest(
                context,
                loop,
                new Dial.Terms(
                        settings.options().connectTimeout(),
                        settings.options().writeLimit(),
                        settings.options().tcp()),
                tls,
                request,
                replied,
                failed);
        running = next;
        next.start(settings.webSocket().handshakeTimeout());
    }

    @Override
    public CompletableFuture<?> ready() {
        CompletableFuture<SentHeaders> ready = new CompletableFuture<>();
        loop.execute(() -> tokens.fields().whenComplete((fields, error) -> {
            if (fields == null) {
                ready.completeExceptionally(error);
            } else {
                carried = fields;
                ready.complete(fields);
            }
        }));
        ready.whenComplete((fields, error) -> {
            if (ready.isCancelled()) {
                loop.execute(this::cancel);
            }
        });
        return ready;
    }

    /** The client ends, and logs in no more. */
    private void cancel() {
        ended = true;
        LoneRequest last = running;
        if (last != null) {
            last.cancel();
        }
    }

    @Override
    public SentHeaders fields() {
        return headers.and(carried);
    }

    @Override
    public void accepted(SentHeaders used) {
        SentHeaders token = carried;
        loop.execute(() -> tokens.accepted(token));
    }

    @Override
    public void refused(SentHeaders used) {
        SentHeaders token = carried;
        loop.execute(() -> tokens.refused(token));
    }
}
