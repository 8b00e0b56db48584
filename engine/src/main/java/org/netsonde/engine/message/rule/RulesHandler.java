package org.netsonde.engine.message.rule;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.message.MessageHandler;
import org.netsonde.engine.message.Peer;
import org.netsonde.engine.message.template.Template;
import org.netsonde.engine.message.template.TemplateSources;

/** Goes through rules in their order; the first that matches a message is followed. */
public final class RulesHandler implements MessageHandler {

    private record Compiled(Rule rule, Matcher matcher, Template reply) {
        static Compiled of(Rule rule) {
            return new Compiled(
                    rule,
                    rule.match().matcher(),
                    Template.compile(rule.format(), rule.reply(), rule.match().groups()));
        }
    }

    private final List<Compiled> rules;
    private final boolean echoOthers;
    private final TemplateSources sources;
    private final AtomicLong answered = new AtomicLong();

    /**
     * A handler.
     *
     * @param echoOthers whether what matches no rule is sent back
     */
    public RulesHandler(List<Rule> rules, boolean echoOthers, TemplateSources sources) {
        this.rules = rules.stream().map(Compiled::of).toList();
        this.echoOthers = echoOthers;
        this.sources = sources;
    }

    @Override
    public void received(Peer peer, ByteBuf in, int index, int length) {
        Incoming message = new Incoming(in.slice(index, length));
        for (Compiled candidate : rules) {
            Captures captures = candidate.matcher().match(message);
            if (captures != null) {
                follow(candidate, peer, message, captures);
                return;
            } else if (message.isExhausted()) {
                peer.note(Failure.of(Failure.Kind.FRAME_TOO_LARGE, "rulesTooSlow", length));
                return;
            }
        }
        if (echoOthers) {
            peer.reply(message.message());
        }
    }

    private void follow(Compiled compiled, Peer peer, Incoming message, Captures captures) {
        Rule rule = compiled.rule();
        byte[] reply = compiled.reply().isEmpty() ? null : render(compiled.reply(), peer, message, captures);
        if (reply == null && !rule.close()) {
            return;
        }
        // The reply is made now even if it waits: later the message is gone.
        if (rule.delay().isZero()) {
            act(rule, peer, reply);
        } else {
            int weight = reply == null ? 0 : reply.length;
            peer.later(rule.delay().toNanos(), weight, () -> act(rule, peer, reply));
        }
    }

    private byte @Nullable [] render(Template template, Peer peer, Incoming message, Captures captures) {
        ByteBuf out = peer.alloc().buffer();
        try {
            Answer answer = new Answer(
                    peer,
                    message,
                    captures,
                    answered.incrementAndGet(),
                    sources.clock().instant(),
                    sources.random().get());
            if (!template.render(answer, out)) {
                peer.note(Failure.of(Failure.Kind.FRAME_TOO_LARGE, "payloadTooLong", Template.MAX_OUTPUT));
            }
            return out.isReadable() ? ByteBufUtil.getBytes(out) : null;
        } finally {
            out.release();
        }
    }

    private static void act(Rule rule, Peer peer, byte @Nullable [] reply) {
        if (reply != null) {
            ByteBuf payload = Unpooled.wrappedBuffer(reply);
            switch (rule.to()) {
                case SENDER -> peer.reply(payload);
                case EVERYONE -> peer.broadcast(payload, true);
            }
        }
        if (rule.close()) {
            peer.close();
        }
    }
}
