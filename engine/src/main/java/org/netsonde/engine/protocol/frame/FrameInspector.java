package org.netsonde.engine.protocol.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.net.SocketAddress;
import java.util.Optional;
import org.netsonde.engine.Failure;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.metrics.MeterWriter;
import org.netsonde.engine.stream.ReplyInspector;

/** Counts the good and bad frames that a client receives; bad ones and reported errors are failures. */
final class FrameInspector implements ReplyInspector {

    @Override
    public Optional<Failure> received(MeterWriter meter, SocketAddress from, ByteBuf in, int index, int length) {
        try {
            Frame frame = Frame.read(ByteBufUtil.getBytes(in, index, length)).checked();
            meter.add(FrameMetrics.GOOD, 1);
            return frame.isError() ? Optional.of(frame.failure(Addresses.text(from))) : Optional.empty();
        } catch (FrameException e) {
            meter.add(FrameMetrics.BAD, 1);
            return Optional.of(e.failure(Addresses.text(from)));
        }
    }
}
