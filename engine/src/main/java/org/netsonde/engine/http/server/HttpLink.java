package org.netsonde.engine.http.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.http.BodyBudget;
import org.netsonde.engine.http.HttpText;
import org.netsonde.engine.message.Escapes;
import org.netsonde.engine.protocol.Durations;
import org.netsonde.engine.stream.Farewell;
import org.netsonde.engine.stream.Installation;
import org.netsonde.engine.stream.StreamConnection;
import org.netsonde.engine.stream.StreamSession;
import org.netsonde.engine.traffic.Direction;

/** One connection, for all that is answered on it. Confined to the connection's event loop. */
final class HttpLink {

    private static final int MOST_SHOWN = 200;

    private final Installation installation;
    private final LiveConfig live;
    private final BodyBudget budget;
    private final Consumer<Failure> report;
    private @Nullable Deadline deadline;
    private @Nullable Deadline headDeadline;
    private boolean http2;
    private boolean inputClosed;
    private boolean frameError;
    private int answering;

    HttpLink(Installation installation, LiveConfig live, BodyBudget budget, Consumer<Failure> report) {
        this.installation = installation;
        this.live = live;
        this.budget = budget;
        this.report = report;
    }

    HttpServerConfig config() {
        return live.get();
    }

    HttpServerOptions options() {
        return live.get().http();
    }

    BodyBudget budget() {
        return budget;
    }

    StreamConnection connection() {
        return installation.connection();
    }

    StreamSession session() {
        return installation.session();
    }

    /** The time of the latest read. */
    long readAt() {
        return installation.clock().at();
    }

    /** The deadline of the connection as a whole. */
    Deadline deadline(EventExecutor loop) {
        Deadline known = deadline;
        if (known == null) {
            known = new Deadline(loop);
            deadline = known;
        }
        return known;
    }

    InetSocketAddress local() {
        return connection().channel().localAddress() instanceof InetSocketAddress inet
                ? inet
                : new InetSocketAddress(0);
    }

    InetSocketAddress remote() {
        return connection().remote() instanceof InetSocketAddress inet ? inet : new InetSocketAddress(0);
    }

    boolean isSecure() {
        return connection().channel().pipeline().get(SslHandler.class) != null;
    }

    /** Whether nothing is served any more. */
    boolean isClosing() {
        return connection().isClosing();
    }

    /** It is HTTP/2: it takes its leave by a frame, and is silent while it has no stream. */
    void speaksHttp2(Channel channel) {
        http2 = true;
        connection().farewell(leaving -> {
            channel.writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR));
            new Farewell.Tcp().say(leaving);
        });
        silent();
    }

    /** A head of HTTP/2 has begun and not ended, and has its time from now on; or none has. */
    void openHead(boolean open) {
        Deadline known = headDeadline;
        if (known == null) {
            known = new Deadline(connection().channel().eventLoop());
            headDeadline = known;
        }
        if (open) {
            Duration limit = options().headTimeout();
            known.set(limit.toNanos(), () -> {
                if (frameError || isClosing()) {
                    // It is over already, and what was left of a head is not read.
                    return;
                }
                refused(new Refusal(408, Phrase.of("httpRefusal.lateHead", Durations.format(limit))));
                leave(Phrase.of("event.closedAfterFailure"));
            });
        } else {
            known.clear();
        }
    }

    /** The connection is over. */
    void stop() {
        if (deadline != null) {
            deadline.stop();
        }
        if (headDeadline != null) {
            headDeadline.stop();
        }
    }

    private void silent() {
        deadline(connection().channel().eventLoop())
                .set(options().keepAliveTimeout().toNanos(), () -> leave(Phrase.of("event.closedIdle")));
    }

    /** Closes the connection in order. */
    void leave(Phrase reason) {
        connection().closeGently(reason);
    }

    /** A request has begun to come. */
    void begun() {
        answering++;
        if (http2) {
            deadline(connection().channel().eventLoop()).clear();
        }
    }

    /**
     * It has been answered, or has come to nothing.
     *
     * @param more whether another request waits behind it
     */
    void ended(boolean more) {
        answering--;
        if (more || answering > 0 || !connection().channel().isActive()) {
            return;
        }
        if (inputClosed) {
            leave(Phrase.of("event.closedByPeer"));
        } else if (http2) {
            silent();
        }
    }

    /** The peer sends no more; what it has asked for is still answered. */
    void inputClosed() {
        inputClosed = true;
        if (answering == 0) {
            connection().finish(Phrase.of("event.closedByPeer"));
        }
    }

    /**
     * Records a request and hands it to the session.
     *
     * @param full its head
     */
    void received(String full, HttpRequest request, byte[] body) {
        HttpService service = config().service();
        String head = Recorded.shown(full, service);
        String type = request.headers().get("Content-Type", "");
        byte[] kept = Recorded.kept(head, body.length == 0 ? body : service.shownBody(request.uri(), type, body));
        ByteBuf bytes = Unpooled.wrappedBuffer(kept);
        recordIn(kept, head, body.length);
        session().frame(bytes, 0, kept.length);
        session().read(bytes, 0, kept.length, 1);
    }

    /** Records the head of a request that is refused. */
    void recordHead(String full) {
        String head = Recorded.shown(full, config().service());
        recordIn(HttpText.of(head, new byte[0]), head, 0);
    }

    private void recordIn(byte[] kept, String head, int bodyLength) {
        installation
                .tap()
                .data(
                        connection().id(),
                        Direction.IN,
                        Unpooled.wrappedBuffer(kept),
                        Recorded.length(head, bodyLength),
                        readAt());
    }

    /** Records a reply and counts it. */
    void replied(byte[] kept, int length, int status) {
        long now = System.nanoTime();
        installation.tap().data(connection().id(), Direction.OUT, Unpooled.wrappedBuffer(kept), length, now);
        connection().meter().written(0, 1, now);
        HttpServerMetrics.replied(connection().meter(), status);
    }

    /** Counts a failure that the connection, or others on it, survive, and tells of it. */
    void note(Failure failure) {
        connection().note(failure);
        report.accept(failure);
    }

    /** A request was refused. */
    void refused(Refusal refusal) {
        note(Failure.of(
                Failure.Kind.BAD_REQUEST,
                "requestRefused",
                Addresses.text(connection().remote()),
                refusal.status(),
                refusal.why()));
    }

    /**
     * The stage of frames has said goodbye, and closes the connection. Where the peer has made the server write too much, such
     * as answers to pings that it does not read, this alone tells.
     */
    void saidGoodbye(long code, String why) {
        if (code == Http2Error.ENHANCE_YOUR_CALM.code()) {
            frameError(Http2Exception.connectionError(Http2Error.ENHANCE_YOUR_CALM, "%s", why));
        }
    }

    /** Frames of HTTP/2 broke a rule, of a stream, or of the connection, which is closed then. */
    void frameError(Http2Exception error) {
        if (frameError) {
            // One error follows another where nothing can be made of what comes.
            return;
        }
        if (!(error instanceof Http2Exception.StreamException)) {
            frameError = true;
            connection().closeReason(Phrase.of("event.closedAfterFailure"));
        }
        note(Failure.of(
                Failure.Kind.BAD_REQUEST,
                "badFrames",
                Addresses.text(connection().remote()),
                error.error().name(),
                shown(String.valueOf(error.getMessage()))));
    }

    private static String shown(String text) {
        return Escapes.shown(text, MOST_SHOWN).replace("\\\\", "\\");
    }
}
