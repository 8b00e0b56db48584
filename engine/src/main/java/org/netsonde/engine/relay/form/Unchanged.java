package org.netsonde.engine.relay.form;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.relay.link.Piece;

/** What leaves as it came. */
final class Unchanged {

    private Unchanged() {}

    /**
     * The bytes of a piece that leaves as it came, or as it is since it is no message; takes it over then.
     *
     * @return null for a message that has to be written anew, which stays the caller's
     */
    static @Nullable ByteBuf bytes(Piece piece) {
        ByteBuf wire = piece.isMessage() ? piece.wire() : piece.payload();
        if (wire == null) {
            return null;
        }
        wire.retain();
        piece.release();
        return wire;
    }
}
