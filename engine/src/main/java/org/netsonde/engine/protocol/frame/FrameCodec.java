package org.netsonde.engine.protocol.frame;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.JsonText;
import org.netsonde.engine.protocol.MessageCodec;

/** Writes messages as frames and reads them back. */
final class FrameCodec implements MessageCodec<FrameMessage> {

    private final InstantSource clock;

    /** A codec that puts the time of this clock on frames. */
    FrameCodec(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public byte[] encode(FrameMessage message) {
        if (!message.isFramed()) {
            return message.payload().source().getBytes(StandardCharsets.UTF_8);
        }
        FramePayload payload = message.written();
        String checksum = message.checksum().isEmpty() ? payload.checksum() : message.checksum();
        return FrameWriter.write(
                message.type(), payload.text().getBytes(StandardCharsets.UTF_8), clock.instant(), checksum);
    }

    /** A good frame without its checksum, which is computed anew; a bad checksum is kept; what is no frame goes as it is. */
    @Override
    public FrameMessage decode(byte[] payload) {
        String text = new String(payload, StandardCharsets.UTF_8);
        try {
            Frame frame = Frame.read(payload);
            boolean right = frame.isRight();
            // What a message says by an empty type or checksum is something else.
            if (!frame.type().isEmpty() && (right || !frame.checksum().isEmpty())) {
                return new FrameMessage(frame.type(), new JsonText(frame.payloadText()), right ? "" : frame.checksum());
            }
        } catch (FrameException e) {
            // No frame: as it is.
        }
        return FrameMessage.bare(text);
    }

    @Override
    public Optional<Verdict> inspect(byte[] payload) {
        try {
            Frame.read(payload).checked();
            return Optional.of(new Verdict(true, Phrase.of("verdict.checksumRight")));
        } catch (FrameException e) {
            return Optional.of(new Verdict(false, e.phrase()));
        }
    }

    @Override
    public Map<String, String> computed(FrameMessage message) {
        return message.isFramed() && message.checksum().isEmpty()
                ? Map.of("checksum", message.written().checksum())
                : Map.of();
    }

    @Override
    public Optional<Phrase> remark(FrameMessage message) {
        if (!message.isFramed()) {
            return Optional.of(Phrase.of("remark.bare"));
        }
        FramePayload payload = message.written();
        String checksum = message.checksum();
        if (!checksum.isEmpty() && !checksum.equals(payload.checksum())) {
            return Optional.of(Phrase.of("remark.wrongChecksum", payload.checksum()));
        } else if (payload.wrapped()) {
            return Optional.of(Phrase.of("remark.wrapped", Frame.shown(payload.text())));
        }
        return checksum.isEmpty() ? Optional.empty() : Optional.of(Phrase.of("verdict.checksumRight"));
    }
}
