package org.netsonde.engine.message.rule;

import io.netty.buffer.ByteBuf;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.message.Peer;
import org.netsonde.engine.message.template.PeerContext;
import tools.jackson.databind.JsonNode;

/** What the placeholders of one reply stand for. */
record Answer(Peer peer, Incoming incoming, Captures captures, long counter, Instant now, RandomGenerator random)
        implements PeerContext {

    @Override
    public ByteBuf message() {
        return incoming.message();
    }

    @Override
    public @Nullable JsonNode json() {
        return incoming.json();
    }

    @Override
    public byte @Nullable [] group(String name) {
        return captures.group(name);
    }
}
