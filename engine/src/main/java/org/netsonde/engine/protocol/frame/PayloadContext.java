package org.netsonde.engine.protocol.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.message.Peer;
import org.netsonde.engine.message.template.PeerContext;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What placeholders are about: the payload of a frame. Used for one reply. */
final class PayloadContext implements PeerContext {

    private final Peer peer;
    private final String payload;
    private final long counter;
    private final Instant now;
    private boolean looked;
    private @Nullable JsonNode json;

    PayloadContext(Peer peer, String payload, long counter, Instant now) {
        this.peer = peer;
        this.payload = payload;
        this.counter = counter;
        this.now = now;
    }

    @Override
    public ByteBuf message() {
        return Unpooled.wrappedBuffer(payload.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public long counter() {
        return counter;
    }

    @Override
    public Peer peer() {
        return peer;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public RandomGenerator random() {
        return ThreadLocalRandom.current();
    }

    /** The payload as the templates read it; null for the few that only Python takes, such as one with NaN. */
    @Override
    public @Nullable JsonNode json() {
        if (!looked) {
            looked = true;
            try {
                json = JsonMapper.shared().readTree(payload);
            } catch (JacksonException e) {
                json = null;
            }
        }
        return json;
    }
}
