package org.netsonde.engine.relay.balance;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import java.nio.charset.StandardCharsets;
import org.netsonde.engine.Failure;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.message.Escapes;
import org.netsonde.engine.stream.Aim;

/** Asks with HTTP/1.1 (RFC 9112), and judges by the status; whatever comes behind the head is not waited for. */
final class HttpTalk extends Talker {

    private static final int MOST_LINE = 4 << 10;
    private static final int MOST_HEAD = 16 << 10;
    private static final int MOST_SHOWN = 80;
    private static final int SWITCHING = 101;

    private final HealthCheck.Http check;
    private final StatusRanges statuses;

    HttpTalk(HealthCheck.Http check, Aim aim, Judge judge) {
        super(judge, request(check, aim).getBytes(StandardCharsets.US_ASCII));
        this.check = check;
        this.statuses = StatusRanges.parse(check.statuses());
    }

    private static String request(HealthCheck.Http check, Aim aim) {
        String host = check.hostHeader();
        if (host.isEmpty()) {
            // The name of an endpoint is none of a host.
            host = aim.target().isEmpty() ? Addresses.text(aim.host(), aim.port()) : "localhost";
        }
        return "GET " + check.path() + " HTTP/1.1\r\nHost: " + host
                + "\r\nUser-Agent: Netsonde\r\nAccept: */*\r\nConnection: close\r\n\r\n";
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        ctx.pipeline()
                .addBefore(
                        ctx.name(),
                        "healthReply",
                        new HttpResponseDecoder(new HttpDecoderConfig()
                                .setMaxInitialLineLength(MOST_LINE)
                                .setMaxHeaderSize(MOST_HEAD)));
        super.handlerAdded(ctx);
    }

    @Override
    void came(Object message) {
        if (!(message instanceof HttpResponse response)) {
            return;
        }
        if (response.decoderResult().isFailure()) {
            judge().failed(Failure.of(
                    Failure.Kind.MALFORMED_MESSAGE,
                    "healthNoHttp",
                    judge().where(),
                    Escapes.shown(
                            String.valueOf(response.decoderResult().cause().getMessage()), MOST_SHOWN)));
            return;
        }
        int code = response.status().code();
        if (code < 200 && code >= 100 && code != SWITCHING) {
            // An interim reply: the one that counts is still to come.
            return;
        }
        if (statuses.include(code)) {
            judge().good();
        } else {
            judge().failed(Failure.of(
                    Failure.Kind.HTTP_STATUS, "healthStatus", judge().where(), code, check.statuses()));
        }
    }
}
