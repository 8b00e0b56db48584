package org.netsonde.engine.message;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Sends every message back, behind a prefix. */
final class EchoHandler implements MessageHandler {

    private final byte[] prefix;

    EchoHandler(String prefix) {
        this.prefix = prefix.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean echoesUnchanged() {
        return prefix.length == 0;
    }

    @Override
    public void received(Peer peer, ByteBuf in, int index, int length) {
        if (prefix.length == 0) {
            peer.reply(in.slice(index, length));
            return;
        }
        ByteBuf out = peer.alloc().buffer(prefix.length + length);
        try {
            peer.reply(out.writeBytes(prefix).writeBytes(in, index, length));
        } finally {
            out.release();
        }
    }
}
