package org.netsonde.app.traffic;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.MessageCodec;

/** A codec with one rule: a message has an odd number of bytes. */
record OddLength() implements MessageCodec<OddLength.Text> {

    record Text(String text) {}

    @Override
    public byte[] encode(Text message) {
        return message.text().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Text decode(byte[] payload) {
        return new Text(new String(payload, StandardCharsets.UTF_8));
    }

    @Override
    public Optional<Verdict> inspect(byte[] payload) {
        return Optional.of(new Verdict(payload.length % 2 == 1, Phrase.of("length", payload.length)));
    }
}
