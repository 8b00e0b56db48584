package org.netsonde.app.traffic;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.MessageCodec;
import org.netsonde.engine.protocol.MessageCodec.Verdict;
import org.netsonde.engine.traffic.TrafficMessage;

/**
 * Reads messages as their protocol does: of what kind they are, what is content, and whether they keep to the rules where it
 * has rules. Immutable; for any thread.
 */
public final class Inspector {

    /** Of a protocol without kinds and rules. */
    public static final Inspector NONE = new Inspector(null, false);

    private final @Nullable MessageCodec<?> codec;
    private final boolean rules;

    private Inspector(@Nullable MessageCodec<?> codec, boolean rules) {
        this.codec = codec;
        this.rules = rules;
    }

    /** By a codec; one that has no rules says nothing of any message. */
    public static <M extends Record> Inspector of(MessageCodec<M> codec, M example) {
        return new Inspector(codec, codec.hasRules(example));
    }

    /** Whether there are rules. */
    boolean hasRules() {
        return rules;
    }

    /** An example of each kind of message; empty where kinds are not told apart. */
    List<Phrase> kinds() {
        return codec == null ? List.of() : codec.kinds();
    }

    /** A message with its kind and content; an event is its text. */
    ReadMessage read(TrafficMessage message) {
        return codec == null || !message.direction().isData()
                ? ReadMessage.whole(message)
                : new ReadMessage(message, codec.content(message.bytes()));
    }

    /** What can be said of a message; nothing of events, and of parts of a message, which break rules by being parts. */
    Optional<Verdict> inspect(TrafficMessage message) {
        return codec == null || !rules || !message.direction().isData() || message.gap() || message.incomplete()
                ? Optional.empty()
                : codec.inspect(message.bytes());
    }
}
