package org.netsonde.engine.message.rule;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Compares bytes. */
record BytesMatcher(BytePattern pattern, Match.Mode mode) implements Matcher {

    @Override
    public @Nullable Captures match(Incoming message) {
        ByteBuf bytes = message.message();
        int longer = bytes.readableBytes() - pattern.length();
        boolean matches = switch (mode) {
            case EQUALS -> longer == 0 && fits(bytes, 0);
            case STARTS_WITH -> longer >= 0 && fits(bytes, 0);
            case ENDS_WITH -> longer >= 0 && fits(bytes, longer);
            case CONTAINS -> longer >= 0 && isIn(message.head());
        };
        return matches ? Captures.NONE : null;
    }

    private boolean fits(ByteBuf bytes, int offset) {
        int start = bytes.readerIndex() + offset;
        for (int i = 0; i < pattern.length(); i++) {
            if (!pattern.fits(i, bytes.getByte(start + i))) {
                return false;
            }
        }
        return true;
    }

    private boolean isIn(byte[] bytes) {
        for (int start = 0; start <= bytes.length - pattern.length(); start++) {
            int i = 0;
            while (i < pattern.length() && pattern.fits(i, bytes[start + i])) {
                i++;
            }
            if (i == pattern.length()) {
                return true;
            }
        }
        return false;
    }
}
