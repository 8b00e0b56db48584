package org.netsonde.engine.stream;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.timeout.IdleStateEvent;
import java.util.function.Consumer;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Failures;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.message.FrameTooLargeException;

/** The last stage: classifies what went wrong, counts it once, and closes the connection. */
final class FailureStage extends ChannelInboundHandlerAdapter {

    private final StreamConnection connection;
    private final Consumer<Failure> report;

    FailureStage(StreamConnection connection, Consumer<Failure> report) {
        this.connection = connection;
        this.report = report;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Failure failure = Failures.of(cause, Addresses.text(connection.remote()));
        if (connection.fail(failure)) {
            report.accept(failure);
        }
        if (cause instanceof FrameTooLargeException || cause instanceof FailureException) {
            // What was answered before the bad message, or to it, still goes out.
            connection.closeGently(Phrase.of("event.closedAfterFailure"));
        } else {
            connection.close(Phrase.of("event.closedAfterFailure"));
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof IdleStateEvent) {
            // Not only once everything has left: a peer that does not read would never be got rid of.
            connection.closeGently(Phrase.of("event.closedIdle"));
        }
    }
}
