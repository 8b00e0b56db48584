package org.netsonde.engine.protocol.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.message.HandlerFactory;
import org.netsonde.engine.message.MessageHandler;
import org.netsonde.engine.message.Peer;
import org.netsonde.engine.protocol.frame.json.JsonValue;
import org.netsonde.engine.protocol.frame.json.JsonValue.JsonObject;
import org.netsonde.engine.protocol.frame.json.JsonValue.JsonString;

/**
 * What a frame server does with messages: good frames go to the handler of their type; everything else is answered with an
 * error frame and counted, and the connection stays. An error frame is never answered, or two programs could go on
 * complaining about each other's complaints.
 *
 * @param handlers the handlers, each of a type of its own
 * @param clock the time on answers
 */
record FrameService(List<FrameHandler> handlers, InstantSource clock) implements HandlerFactory {

    @Override
    public MessageHandler handler() {
        Map<String, FrameAnswer> answers = new HashMap<>();
        handlers.forEach(handler -> answers.put(handler.frameType(), FrameAnswer.of(handler, clock)));
        return (peer, in, index, length) -> received(answers, peer, in, index, length);
    }

    private void received(Map<String, FrameAnswer> answers, Peer peer, ByteBuf in, int index, int length) {
        try {
            answer(
                    answers,
                    peer,
                    Frame.read(ByteBufUtil.getBytes(in, index, length)).checked());
            peer.meter().add(FrameMetrics.GOOD, 1);
        } catch (FrameException e) {
            peer.meter().add(FrameMetrics.BAD, 1);
            peer.note(e.failure(Addresses.text(peer.remote())));
            if (!e.isAboutError()) {
                Map<String, JsonValue> payload = Map.of(
                        "code", new JsonString(e.code().word()),
                        // On the wire always in English: what a peer gets must not depend on our user's language.
                        "message", new JsonString(e.phrase().text(Locale.ENGLISH)));
                reply(peer, Frame.ERROR, new JsonObject(payload));
            }
        }
    }

    private void answer(Map<String, FrameAnswer> answers, Peer peer, Frame frame) throws FrameException {
        if (frame.isError()) {
            peer.note(frame.failure(Addresses.text(peer.remote())));
            return;
        }
        FrameAnswer answer = answers.get(frame.type());
        if (answer == null) {
            throw new FrameException(
                    ErrorCode.UNKNOWN_TYPE, Phrase.of("problem.frameUnknown", Frame.shown(frame.type())));
        }
        FrameAnswer.Reply reply = answer.to(frame, peer);
        reply(peer, reply.type(), reply.payload());
    }

    private void reply(Peer peer, String type, JsonObject payload) {
        peer.reply(Unpooled.wrappedBuffer(FrameWriter.write(type, payload, clock.instant())));
    }
}
