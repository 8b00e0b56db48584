package org.netsonde.engine.relay.balance;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/** Sends some bytes on a stream, and waits for others. */
final class StreamTalk extends Talker {

    private final Expectation expectation;

    StreamTalk(HealthCheck.Talk check, Judge judge) {
        super(judge, check.request());
        expectation = new Expectation(check.reply());
    }

    @Override
    void came(Object message) {
        if (expectation.take(ByteBufUtil.getBytes((ByteBuf) message))) {
            judge().good();
        } else if (expectation.isFull()) {
            judge().failed(expectation.failure(judge().where()));
        }
    }

    @Override
    void ended() {
        if (expectation.hasCome()) {
            judge().failed(expectation.failure(judge().where()));
        } else {
            super.ended();
        }
    }
}
