package org.netsonde.engine.relay.balance;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Failures;
import org.netsonde.engine.datagram.DatagramFailures;
import org.netsonde.engine.datagram.DatagramPort;
import org.netsonde.engine.datagram.DatagramSink;
import org.netsonde.engine.datagram.Interfaces;
import org.netsonde.engine.datagram.PortOptions;
import org.netsonde.engine.metrics.MeterWriter;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.stream.Aim;

/**
 * A health check that sends one datagram from a port of its own, and waits for another. The system also tells when nothing
 * listens there.
 */
final class DatagramProbe extends Attempt implements DatagramSink {

    private final EndpointContext context;
    private final HealthCheck.Talk check;
    private final DatagramPort port;

    DatagramProbe(
            EndpointContext context,
            EventLoop loop,
            HealthCheck.Talk check,
            Aim aim,
            Consumer<Optional<Failure>> done) {
        super(loop, check.rhythm(), aim, done);
        this.context = context;
        this.check = check;
        port = new DatagramPort(context.loops(), loop, MeterWriter.NONE, this);
    }

    @Override
    void begin(Aim to) {
        to.resolve(context.endpoints()).whenCompleteAsync(this::found, loop());
    }

    private void found(@Nullable InetSocketAddress peer, @Nullable Throwable error) {
        if (isOver()) {
            return;
        }
        if (peer == null) {
            failed(Failures.of(error, where()));
            return;
        }
        InetSocketAddress any = new InetSocketAddress(Interfaces.any(peer.getAddress()), 0);
        port.open(new PortOptions(any, peer, false, false, new DataSize(0), 1, null, null))
                .whenCompleteAsync((opened, failure) -> opened(peer, failure), loop());
    }

    private void opened(InetSocketAddress peer, @Nullable Throwable failure) {
        if (failure != null) {
            failed(DatagramFailures.of(failure, where()));
        } else if (isOver()) {
            port.close();
        } else {
            port.send(Unpooled.wrappedBuffer(check.request()), peer);
            port.flush();
        }
    }

    @Override
    void release(boolean judged) {
        port.close();
    }

    @Override
    public void received(ByteBuf in, InetSocketAddress from) {
        // Each datagram for itself, as each is a message; an empty one is an answer, too.
        boolean anything = check.reply().length == 0;
        Expectation expectation = new Expectation(check.reply());
        if (expectation.take(ByteBufUtil.getBytes(in)) || anything) {
            good();
        } else {
            failed(expectation.failure(where()));
        }
    }

    @Override
    public void readComplete() {}

    @Override
    public void writable() {}

    @Override
    public void unsent(InetSocketAddress to, Throwable cause) {
        failed(DatagramFailures.of(cause, where()));
    }

    @Override
    public void failed(Throwable cause) {
        failed(DatagramFailures.of(cause, where()));
    }

    @Override
    public void closed() {}
}
