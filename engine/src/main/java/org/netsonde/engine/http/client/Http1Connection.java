package org.netsonde.engine.http.client;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.stream.StreamConnection;

/** A connection of HTTP/1.1: one request at a time (RFC 9112). */
final class Http1Connection extends ClientConnection implements ReplyStage.Line {

    private static final int REQUEST_TIMEOUT = 408;

    private final ReplyDecoder decoder;
    private final ReplyStage replies = new ReplyStage(this);
    private @Nullable Exchange current;
    private boolean reused;

    Http1Connection(OriginPool pool, StreamConnection stream, Setup setup) {
        super(pool, stream, setup);
        decoder = new ReplyDecoder(
                pool.origin(), (int) pool.agent().options().maxHead().bytes());
    }

    /** Adds its stages before the one of that name. */
    void install(ChannelPipeline pipeline, String before) {
        pipeline.addBefore(before, "replyDecoder", decoder);
        pipeline.addBefore(before, "requestEncoder", new HttpRequestEncoder());
        pipeline.addBefore(before, "replies", replies);
    }

    @Override
    String version() {
        return "HTTP/1.1";
    }

    @Override
    int ownRoom() {
        return current == null ? 1 : 0;
    }

    @Override
    int most() {
        return 1;
    }

    @Override
    boolean multiplexes() {
        return false;
    }

    @Override
    boolean isFree() {
        return current == null;
    }

    @Override
    void send(Exchange exchange) {
        reused = hasRested();
        current = exchange;
        decoder.expectNoBody(exchange.isHead());
        replies.await(exchange);
        exchange.write(this, stream().channel());
    }

    @Override
    void check(HttpIdleCheck.Request how) {
        HealthCheck check = new HealthCheck(this, how);
        decoder.expectNoBody(how.question() == HttpIdleCheck.Question.HEAD);
        replies.await(check);
        check.write();
    }

    @Override
    void forgetCheck() {
        replies.forget();
    }

    @Override
    boolean cancel(Exchange exchange) {
        if (!exchange.equals(current)) {
            return false;
        }
        replies.forget();
        hangUp(null);
        return true;
    }

    @Override
    public Origin server() {
        return origin();
    }

    @Override
    public void free(boolean keep) {
        boolean served = current != null;
        current = null;
        stream().channel().config().setAutoRead(true);
        if (!keep || decoder.isEndTold()) {
            retire();
        }
        if (served) {
            released();
        }
    }

    @Override
    public void hangUp(@Nullable Failure failure) {
        current = null;
        retire();
        if (failure == null) {
            stream().close(Phrase.of("event.closedHere"));
        } else {
            stream().channel().pipeline().fireExceptionCaught(new FailureException(failure));
        }
    }

    @Override
    public void unasked(HttpResponse head) {
        retire();
        if (head.status().code() == REQUEST_TIMEOUT) {
            // How some servers say goodbye to an idle connection.
            stream().finish(Phrase.of("event.closedByPeer"));
        } else {
            hangUp(Failure.of(Failure.Kind.MALFORMED_MESSAGE, "httpUnasked", origin().where()));
        }
    }

    @Override
    void broken(Failure failure) {
        retire();
        ReplySink waiting = replies.waiting();
        boolean untouched = reused && !replies.hasBegun() && isLoss(failure);
        boolean idle = current == null;
        replies.forget();
        current = null;
        if (idle && !isLoss(failure) && stream().fail(failure)) {
            pool().agent().report(failure);
        }
        stream().close(Phrase.of(isLoss(failure) ? "event.closedByPeer" : "event.closedAfterFailure"));
        if (waiting != null) {
            waiting.broken(failure, untouched ? ReplySink.Acted.HARDLY : ReplySink.Acted.LIKELY);
        }
    }

    /** A server may drop a connection that is not in use as it likes. */
    private static boolean isLoss(Failure failure) {
        return switch (failure.kind()) {
            case CONNECTION_RESET, NOT_CONNECTED, IO -> true;
            default -> false;
        };
    }

    @Override
    void inputClosed() {
        ReplySink waiting = replies.waiting();
        if (waiting == null) {
            retire();
            stream().finish(Phrase.of("event.closedByPeer"));
        } else {
            lost();
            stream().finish(Phrase.of("event.closedByPeer"));
        }
    }

    @Override
    void ended() {
        lost();
    }

    private void lost() {
        retire();
        ReplySink waiting = replies.waiting();
        boolean begun = replies.hasBegun();
        replies.forget();
        current = null;
        if (waiting != null) {
            waiting.broken(
                    begun ? HttpFailures.cutShort(origin()) : HttpFailures.noReply(origin()),
                    reused && !begun ? ReplySink.Acted.HARDLY : ReplySink.Acted.LIKELY);
        }
    }
}
