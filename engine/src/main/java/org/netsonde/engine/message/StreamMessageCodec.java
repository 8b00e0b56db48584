package org.netsonde.engine.message;

import org.netsonde.engine.protocol.MessageCodec;

/** Messages that are nothing but bytes. */
public final class StreamMessageCodec implements MessageCodec<StreamMessage> {

    @Override
    public byte[] encode(StreamMessage message) {
        return message.bytes();
    }

    @Override
    public StreamMessage decode(byte[] payload) {
        return StreamMessage.of(payload);
    }
}
