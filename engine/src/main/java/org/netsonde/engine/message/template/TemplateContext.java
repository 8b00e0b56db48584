package org.netsonde.engine.message.template;

import io.netty.buffer.ByteBuf;
import java.net.SocketAddress;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the placeholders of a {@link Template} stand for while it is rendered. */
public interface TemplateContext {

    /** The message that is answered, from reader to writer index; empty where there is none. Its indexes stay. */
    ByteBuf message();

    /** The number of the message that is rendered, from 1; the same however often it is asked for. */
    long counter();

    /** The connection's id. */
    long connection();

    /** The other side's address. */
    SocketAddress remote();

    /** The present time. */
    Instant now();

    /** Where random values come from. */
    RandomGenerator random();

    /** The message read as JSON; null if it is none. */
    default @Nullable JsonNode json() {
        return null;
    }

    /** What a group of a pattern has captured, by number or name; null if it took no part. */
    default byte @Nullable [] group(String name) {
        return null;
    }
}
