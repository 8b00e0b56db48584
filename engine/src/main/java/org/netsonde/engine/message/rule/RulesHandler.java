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

/**
 * Goes through rules in their order; the first that matches a message is followed, and those behind it only where it says so.
 */
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
        new Round(peer, new Incoming(in.slice(index, length))).run();
    }

    /** What becomes of one message. */
    private final class Round {
        private final Peer peer;
        private final Incoming message;
        private long counter;
        private boolean closes;

        Round(Peer peer, Incoming message) {
            this.peer = peer;
            this.message = message;
        }

        void run() {
            if (!followRules() && echoOthers) {
                peer.reply(message.message());
            }
            if (closes) {
                // Behind what the other rules reply: nothing can be said afterwards.
                peer.close();
            }
        }

        /** Whether any rule was about the message, or not all could be tried. */
        private boolean followRules() {
            boolean any = false;
            for (Compiled candidate : rules) {
                Captures captures = candidate.matcher().match(message);
                if (captures != null) {
                    any = true;
                    follow(candidate, captures);
                    if (!candidate.rule().goOn()) {
                        return true;
                    }
                } else if (message.isExhausted()) {
                    int length = message.message().readableBytes();
                    peer.note(Failure.of(Failure.Kind.FRAME_TOO_LARGE, "rulesTooSlow", length));
                    return true;
                }
            }
            return any;
        }

        private void follow(Compiled compiled, Captures captures) {
            Rule rule = compiled.rule();
            byte[] reply = compiled.reply().isEmpty() ? null : render(compiled.reply(), captures);
            if (rule.delay().isZero()) {
                send(rule, peer, reply);
                closes |= rule.close();
            } else if (reply != null || rule.close()) {
                // The reply is made now even if it waits: later the message is gone.
                Peer to = peer;
                to.later(rule.delay().toNanos(), reply == null ? 0 : reply.length, () -> {
                    send(rule, to, reply);
                    if (rule.close()) {
                        to.close();
                    }
                });
            }
        }

        private byte @Nullable [] render(Template template, Captures captures) {
            if (counter == 0) {
                // However many replies it gets, it is one message that is answered.
                counter = answered.incrementAndGet();
            }
            ByteBuf out = peer.alloc().buffer();
            try {
                Answer answer = new Answer(
                        peer,
                        message,
                        captures,
                        counter,
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
    }

    private static void send(Rule rule, Peer peer, byte @Nullable [] reply) {
        if (reply != null) {
            ByteBuf payload = Unpooled.wrappedBuffer(reply);
            switch (rule.to()) {
                case SENDER -> peer.reply(payload);
                case EVERYONE -> peer.broadcast(payload, true);
            }
        }
    }
}
