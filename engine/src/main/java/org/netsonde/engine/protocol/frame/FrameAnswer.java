package org.netsonde.engine.protocol.frame;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.message.Peer;
import org.netsonde.engine.protocol.frame.json.JsonValue.JsonObject;
import org.netsonde.engine.protocol.frame.json.JsonValue.JsonString;

/** Answers the frames of one type. Safe for threads. */
interface FrameAnswer {

    /**
     * An answer.
     *
     * @param type the type of the frame
     * @param payload its payload
     */
    record Reply(String type, JsonObject payload) {}

    /** The answer to a good frame. */
    Reply to(Frame frame, Peer peer) throws FrameException;

    /** The behaviour that a handler's settings describe. */
    static FrameAnswer of(FrameHandler handler, InstantSource clock) {
        return switch (handler) {
            case FrameHandler.Echo echo -> (frame, peer) -> echo(frame, echo.prefix());
            case FrameHandler.Calculation calculation ->
                (frame, peer) -> new Reply(
                        frame.type(), new JsonObject(Map.of("result", Calculator.calculate(frame.payload()))));
            case FrameHandler.Template template -> {
                ReplyTemplate payload = ReplyTemplate.compile(template.replyPayload());
                AtomicLong counter = new AtomicLong();
                yield (frame, peer) -> new Reply(
                        template.replyType().isEmpty() ? frame.type() : template.replyType(),
                        payload.render(new PayloadContext(
                                peer, frame.payloadText(), counter.incrementAndGet(), clock.instant())));
            }
        };
    }

    private static Reply echo(Frame frame, String prefix) throws FrameException {
        if (frame.payload().members().get("text") instanceof JsonString(String text)) {
            return new Reply(frame.type(), new JsonObject(Map.of("text", new JsonString(prefix + text))));
        }
        throw new FrameException(ErrorCode.BAD_REQUEST, Phrase.of("problem.echoText"));
    }
}
