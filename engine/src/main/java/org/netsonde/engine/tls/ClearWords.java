package org.netsonde.engine.tls;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.NotSslRecordException;
import java.util.HexFormat;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * Before the stage of TLS, until the handshake is over: overhears what the peer says in clear, since the providers tell too
 * little of it. Clients of OpenSSL (Python and curl among them) that refuse the server's certificate say so in clear where
 * TLS 1.3 has it encrypted: both providers take that for a broken record, and the user would never learn that it was the
 * certificate. What comes in place of TLS is told by the JDK's only. Belongs to the connection's event loop.
 */
final class ClearWords extends ChannelInboundHandlerAdapter {

    private static final int HEADER = 5;
    private static final int ALERT_BYTES = 2;
    private static final int ALERT = 21;
    private static final int FATAL = 2;
    /** A record begins with a number from here on; SSL 2, which some still greet with, sets the highest bit. */
    private static final int FIRST_TYPE = 20;

    private static final int LAST_TYPE = 24;
    private static final int OLD_HELLO = 0x80;

    /** How much of what is no TLS is kept; one byte more than is shown. */
    private static final int KEPT = 41;

    /** The beginning of a record, or that of what is no TLS. */
    private final byte[] start = new byte[KEPT];

    private int known;
    /** What is still to come of a record that is passed over. */
    private int rest;

    private boolean first = true;
    private boolean foreign;
    private boolean deaf;
    private @Nullable TlsAlert alert;

    /** From now on nothing is said in clear. */
    void stop() {
        deaf = true;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!deaf && message instanceof ByteBuf in) {
            listen(in);
        }
        ctx.fireChannelRead(message);
        if (deaf && !ctx.isRemoved()) {
            ctx.pipeline().remove(this);
        }
    }

    private void listen(ByteBuf in) {
        int index = in.readerIndex();
        int end = in.writerIndex();
        while (index < end && !deaf) {
            if (rest > 0) {
                int passed = Math.min(rest, end - index);
                index += passed;
                rest -= passed;
            } else {
                start[known++] = in.getByte(index++);
                look();
            }
        }
    }

    private void look() {
        int type = start[0] & 0xFF;
        if (first) {
            first = false;
            foreign = type < FIRST_TYPE || (type > LAST_TYPE && type < OLD_HELLO);
            deaf = type >= OLD_HELLO;
        }
        if (foreign) {
            deaf = known == KEPT;
        } else if (known == HEADER) {
            int length = (start[3] & 0xFF) << 8 | (start[4] & 0xFF);
            // An encrypted one is longer.
            if (type != ALERT || length != ALERT_BYTES) {
                rest = length;
                known = 0;
            }
        } else if (known == HEADER + ALERT_BYTES) {
            if (start[HEADER] == FATAL) {
                alert = TlsAlert.of(start[HEADER + 1] & 0xFF);
            }
            known = 0;
        }
    }

    /** Why a handshake failed, if more is known of it than the provider tells. */
    Throwable explain(Throwable cause) {
        TlsAlert said = alert;
        if (foreign) {
            NotSslRecordException plain = new NotSslRecordException(
                    "not an SSL/TLS record: " + HexFormat.of().formatHex(start, 0, known));
            plain.initCause(cause);
            return plain;
        } else if (said != null) {
            SSLHandshakeException told = new SSLHandshakeException("Received fatal alert: " + said.name());
            told.initCause(cause);
            return told;
        }
        return cause;
    }
}
