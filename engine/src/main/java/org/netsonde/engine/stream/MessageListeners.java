package org.netsonde.engine.stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.protocol.MessageListener;
import org.netsonde.engine.protocol.Subscription;
import org.netsonde.engine.protocol.Target;

/** Who listens to the messages of an endpoint. Costs nothing while nobody does. Safe for threads. */
final class MessageListeners {

    private record Entry(Target target, MessageListener<StreamMessage> listener) {
        boolean wants(long connection) {
            return switch (target) {
                case Target.All all -> true;
                case Target.Some some -> some.connections().contains(connection);
            };
        }
    }

    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    Subscription add(Target target, MessageListener<StreamMessage> listener) {
        Entry entry = new Entry(target, listener);
        entries.add(entry);
        return () -> entries.remove(entry);
    }

    void heard(long connection, ByteBuf in, int index, int length) {
        if (entries.isEmpty()) {
            return;
        }
        StreamMessage message = StreamMessage.of(ByteBufUtil.getBytes(in, index, length));
        for (Entry entry : entries) {
            if (entry.wants(connection)) {
                entry.listener().received(connection, message);
            }
        }
    }
}
