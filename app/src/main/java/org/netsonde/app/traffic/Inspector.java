package org.netsonde.app.traffic;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.protocol.MessageCodec;
import org.netsonde.engine.protocol.MessageCodec.Verdict;
import org.netsonde.engine.traffic.TrafficMessage;

/** Says of messages whether they keep to the rules of their protocol, where it has rules. Immutable; for any thread. */
public final class Inspector {

    /** Of a protocol without rules. */
    public static final Inspector NONE = new Inspector(null);

    private final @Nullable MessageCodec<?> codec;

    private Inspector(@Nullable MessageCodec<?> codec) {
        this.codec = codec;
    }

    /** By the rules of a codec; of {@link #NONE} where it says nothing even of the messages that it writes. */
    public static <M extends Record> Inspector of(MessageCodec<M> codec, M example) {
        return codec.inspect(codec.encode(example)).isPresent() ? new Inspector(codec) : NONE;
    }

    /** Whether there are rules. */
    boolean hasRules() {
        return codec != null;
    }

    /** What can be said of a message; nothing of events, and of parts of a message, which break rules by being parts. */
    Optional<Verdict> inspect(TrafficMessage message) {
        return codec == null || !message.direction().isData() || message.gap() || message.incomplete()
                ? Optional.empty()
                : codec.inspect(message.bytes());
    }
}
