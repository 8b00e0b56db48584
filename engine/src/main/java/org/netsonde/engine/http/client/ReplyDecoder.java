package org.netsonde.engine.http.client;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.util.AsciiString;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;

/**
 * Reads replies of HTTP/1.1. It knows whether the request was one whose reply has no body, refuses replies that tell their
 * length twice in different ways, and knows whether the server has said that no more comes.
 */
final class ReplyDecoder extends HttpResponseDecoder {

    private static final int MAX_LINE = 8 << 10;
    private static final int CHUNK = 16 << 10;

    private final Origin origin;
    private boolean head;
    private boolean endTold;

    ReplyDecoder(Origin origin, int maxHead) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(Math.min(MAX_LINE, maxHead))
                .setMaxHeaderSize(maxHead)
                .setMaxChunkSize(CHUNK)
                .setStrictLineParsing(true)
                .setUseRfc9112TransferEncoding(true));
        this.origin = origin;
    }

    /** Whether the next reply answers {@code HEAD}. */
    void expectNoBody(boolean value) {
        head = value;
    }

    /** Whether the server has said in order that no more comes. */
    boolean isEndTold() {
        return endTold;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        boolean interim = message instanceof HttpResponse response
                && response.status().code() >= 100
                && response.status().code() < 200;
        return (head && !interim) || super.isContentAlwaysEmpty(message);
    }

    /** An attempt to smuggle a reply, or a fault that leaves its length in doubt (RFC 9112, section 6.3). */
    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new FailureException(Failure.of(Failure.Kind.MALFORMED_MESSAGE, "httpTwoLengths", origin.where()));
    }

    /** Netty lets a space stand before the colon, and the colon be missing (RFC 9112, section 5.1). */
    @Override
    protected AsciiString splitHeaderName(byte[] line, int start, int length) {
        int end = start + length;
        if (end >= line.length || line[end] != ':') {
            throw new IllegalArgumentException("a header field without a colon right behind its name");
        }
        return super.splitHeaderName(line, start, length);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        endTold |= event instanceof ChannelInputShutdownEvent;
        super.userEventTriggered(ctx, event);
    }
}
