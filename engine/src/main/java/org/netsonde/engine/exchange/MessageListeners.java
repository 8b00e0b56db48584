package org.netsonde.engine.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.netsonde.engine.protocol.MessageCodec;
import org.netsonde.engine.protocol.MessageListener;
import org.netsonde.engine.protocol.Subscription;
import org.netsonde.engine.protocol.Target;

/**
 * Who listens to the messages of an endpoint. Costs nothing while nobody does. Safe for threads.
 *
 * @param <M> the message
 */
public final class MessageListeners<M extends Record> {

    private record Entry<M>(Target target, MessageListener<M> listener) {
        boolean wants(long connection) {
            return switch (target) {
                case Target.All all -> true;
                case Target.Some some -> some.connections().contains(connection);
            };
        }
    }

    private final List<Entry<M>> entries = new CopyOnWriteArrayList<>();
    private final MessageCodec<M> codec;

    public MessageListeners(MessageCodec<M> codec) {
        this.codec = codec;
    }

    /** Adds one, until its subscription is closed. */
    public Subscription add(Target target, MessageListener<M> listener) {
        Entry<M> entry = new Entry<>(target, listener);
        entries.add(entry);
        return () -> entries.remove(entry);
    }

    /** Tells those who want to know of a message; {@code in} holds it at {@code index}. */
    public void heard(long connection, ByteBuf in, int index, int length) {
        if (entries.isEmpty()) {
            return;
        }
        M message = codec.decode(ByteBufUtil.getBytes(in, index, length));
        for (Entry<M> entry : entries) {
            if (entry.wants(connection)) {
                entry.listener().received(connection, message);
            }
        }
    }
}
