package org.netsonde.engine.relay.tcp;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import org.netsonde.engine.message.Packing;
import org.netsonde.engine.stream.Installation;
import org.netsonde.engine.stream.MessageLayer;
import org.netsonde.engine.stream.StreamPipeline;

/**
 * What a relay does with the connections of its clients, as the message layer of a stream server: each begins a conversation.
 *
 * @param relay the relay
 */
record RelayLayer(TcpRelay relay) implements MessageLayer {

    /** What turns what happens on a channel into what happens in a conversation. */
    static final String SIDE = "relay-side";

    private static final int FIRST_READ = 16 << 10;
    /** Large reads are what makes a relay fast: fewer calls of the system for the same bytes. */
    private static final int LARGEST_READ = 512 << 10;

    /** Nothing is ever written by a session: what is written comes from the other side. */
    private static final Packing NONE = (in, index, length, out) -> out.writeBytes(in, index, length);

    @Override
    public Packing packing() {
        return NONE;
    }

    @Override
    public void install(Installation to) {
        readMuch(to.pipeline().channel());
        if (relay.records()) {
            StreamPipeline.record(to.pipeline(), to.tap(), to.connection().id(), to.clock());
        }
        Conversation conversation = relay.begin(to);
        to.pipeline().addLast(SIDE, new SideStage(conversation.client()));
    }

    /** Lets reads of a channel grow with what there is to read. */
    static void readMuch(Channel channel) {
        channel.config().setRecvByteBufAllocator(new AdaptiveRecvByteBufAllocator(64, FIRST_READ, LARGEST_READ));
    }
}
