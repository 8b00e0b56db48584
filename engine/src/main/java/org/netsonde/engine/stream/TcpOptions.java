package org.netsonde.engine.stream;

import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import java.net.Socket;
import java.net.SocketException;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.protocol.Option;

/**
 * Options of TCP sockets.
 *
 * @param noDelay whether small writes leave at once (TCP_NODELAY)
 * @param keepAlive whether the system probes idle connections (SO_KEEPALIVE)
 * @param reuseAddress whether a server may bind again while old connections linger (SO_REUSEADDR)
 * @param sendBuffer the system's send buffer (SO_SNDBUF); 0 leaves it to the system
 * @param receiveBuffer the system's receive buffer (SO_RCVBUF); 0 leaves it to the system
 */
public record TcpOptions(
        boolean noDelay,
        boolean keepAlive,
        boolean reuseAddress,
        @Option(min = 0, max = 1 << 30) DataSize sendBuffer,
        @Option(min = 0, max = 1 << 30) DataSize receiveBuffer) {

    /** No delay, reuse, buffers left to the system. */
    public TcpOptions() {
        this(true, false, true, new DataSize(0), new DataSize(0));
    }

    /** Sets the options of a Netty connection. */
    void applyTo(Setter setter, DataSize writeLimit) {
        setter.set(ChannelOption.TCP_NODELAY, noDelay);
        setter.set(ChannelOption.SO_KEEPALIVE, keepAlive);
        if (sendBuffer.bytes() > 0) {
            setter.set(ChannelOption.SO_SNDBUF, (int) sendBuffer.bytes());
        }
        if (receiveBuffer.bytes() > 0) {
            setter.set(ChannelOption.SO_RCVBUF, (int) receiveBuffer.bytes());
        }
        // The peer may shut down its sending side and still wait for our answers.
        setter.set(ChannelOption.ALLOW_HALF_CLOSURE, true);
        setter.set(ChannelOption.WRITE_BUFFER_WATER_MARK, waterMark(writeLimit));
    }

    /** The marks of a write buffer: not writable above the limit, until half of it has left. */
    static WriteBufferWaterMark waterMark(DataSize writeLimit) {
        int high = (int) Math.min(Integer.MAX_VALUE, writeLimit.bytes());
        return new WriteBufferWaterMark(high / 2, high);
    }

    /** Sets the options of a blocking socket. */
    void applyTo(Socket socket) throws SocketException {
        socket.setTcpNoDelay(noDelay);
        socket.setKeepAlive(keepAlive);
        if (sendBuffer.bytes() > 0) {
            socket.setSendBufferSize((int) sendBuffer.bytes());
        }
        if (receiveBuffer.bytes() > 0) {
            socket.setReceiveBufferSize((int) receiveBuffer.bytes());
        }
    }

    /** Where options go: a bootstrap's option or childOption. */
    interface Setter {
        <T> void set(ChannelOption<T> option, T value);
    }
}
