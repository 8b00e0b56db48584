package org.netsonde.engine.protocol.udp;

import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.message.StreamMessageCodec;
import org.netsonde.engine.protocol.MessageCodec;
import org.netsonde.engine.protocol.Protocol;
import org.netsonde.engine.protocol.Settings;

/** What both sides have in common as entries of the registry: a message is the bytes of one datagram. */
abstract sealed class UdpProtocol<S extends Record & Settings> implements Protocol<S, StreamMessage>
        permits UdpServerProtocol, UdpClientProtocol {

    static final MessageCodec<StreamMessage> CODEC = new StreamMessageCodec();

    @Override
    public final MessageCodec<StreamMessage> codec() {
        return CODEC;
    }

    @Override
    public final Class<StreamMessage> messageType() {
        return StreamMessage.class;
    }

    @Override
    public final StreamMessage emptyMessage() {
        return new StreamMessage();
    }
}
