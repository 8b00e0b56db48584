package org.netsonde.engine.message.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The same values every time. */
final class FixedContext implements TemplateContext {

    private final byte[] message;
    final Map<String, byte[]> groups = new HashMap<>();

    FixedContext(byte[] message) {
        this.message = message;
    }

    FixedContext(String message) {
        this(message.getBytes(UTF_8));
    }

    @Override
    public ByteBuf message() {
        return Unpooled.wrappedBuffer(message);
    }

    @Override
    public long counter() {
        return 42;
    }

    @Override
    public long connection() {
        return 7;
    }

    @Override
    public SocketAddress remote() {
        return InetSocketAddress.createUnresolved("10.0.0.1", 5000);
    }

    @Override
    public Instant now() {
        return Instant.parse("2026-01-02T03:04:05.067891Z");
    }

    @Override
    public RandomGenerator random() {
        return new Random(1);
    }

    @Override
    public @Nullable JsonNode json() {
        return JsonMapper.shared().readTree(message);
    }

    @Override
    public byte @Nullable [] group(String name) {
        return groups.get(name);
    }
}
