package org.netsonde.engine.message;

import io.netty.buffer.ByteBuf;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.netsonde.engine.message.template.Template;
import org.netsonde.engine.message.template.TemplateSources;

/** Discards what it is sent and sends messages of its own, as RFC 864 has it: to every connection from when it joined. */
final class GenerateHandler implements MessageHandler {

    private final Responder.Generate settings;
    private final Template template;
    private final TemplateSources sources;
    private final LongSupplier nanoTime;
    private final Map<Long, Generation> byConnection = new ConcurrentHashMap<>();

    /**
     * A handler.
     *
     * @param nanoTime the clock that intervals go by
     */
    GenerateHandler(Responder.Generate settings, TemplateSources sources, LongSupplier nanoTime) {
        this.settings = settings;
        this.template = Template.compile(settings.format(), settings.template(), Set.of());
        this.sources = sources;
        this.nanoTime = nanoTime;
    }

    @Override
    public void joined(Peer peer) {
        Generation generation = new Generation(peer, settings, template, sources, nanoTime);
        byConnection.put(peer.connectionId(), generation);
        if (!onlyAnswers(peer)) {
            generation.run();
        }
    }

    @Override
    public void left(Peer peer) {
        Generation generation = byConnection.remove(peer.connectionId());
        if (generation != null) {
            generation.end();
        }
    }

    @Override
    public void writable(Peer peer) {
        Generation generation = byConnection.get(peer.connectionId());
        if (generation != null) {
            generation.writable();
        }
    }

    @Override
    public void received(Peer peer, ByteBuf in, int index, int length) {
        Generation generation = byConnection.get(peer.connectionId());
        if (generation != null && onlyAnswers(peer)) {
            generation.answer();
        }
    }

    /** Nobody makes the sender of datagrams wait, so "as fast as possible" would be a flood: each gets one in return. */
    private boolean onlyAnswers(Peer peer) {
        return settings.interval().isZero() && !peer.hasBackPressure();
    }
}
