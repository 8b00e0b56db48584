package org.netsonde.engine.message.rule;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Compares text, whatever its case. */
final class TextMatcher implements Matcher {

    private final String value;
    private final Match.Mode mode;

    TextMatcher(String value, Match.Mode mode) {
        this.value = value.toLowerCase(Locale.ROOT);
        this.mode = mode;
    }

    @Override
    public @Nullable Captures match(Incoming message) {
        boolean matches = switch (mode) {
            case EQUALS -> folded(message.text()).equals(value) && isWhole(message);
            case STARTS_WITH -> folded(message.text()).startsWith(value);
            case ENDS_WITH -> folded(tail(message)).endsWith(value);
            case CONTAINS -> folded(message.text()).contains(value);
        };
        return matches ? Captures.NONE : null;
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static boolean isWhole(Incoming message) {
        return message.head().length == message.message().readableBytes();
    }

    private static String tail(Incoming message) {
        if (isWhole(message)) {
            return message.text();
        }
        ByteBuf bytes = message.message();
        byte[] tail = new byte[Incoming.MAX_BYTES];
        bytes.getBytes(bytes.writerIndex() - tail.length, tail);
        return new String(tail, UTF_8);
    }
}
