package org.netsonde.engine.message;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.message.rule.Rule;
import org.netsonde.engine.message.rule.RulesHandler;
import org.netsonde.engine.message.template.Template;
import org.netsonde.engine.message.template.TemplateException;
import org.netsonde.engine.message.template.TemplateSources;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.SettingsException;

/** What a server does with a message: the settings of it. */
public sealed interface Responder extends HandlerFactory {

    /**
     * Sends every message back.
     *
     * @param prefix put before it, in UTF-8
     */
    record Echo(@Option(max = 1024) String prefix) implements Responder {
        public Echo() {
            this("");
        }

        @Override
        public MessageHandler handler() {
            return new EchoHandler(prefix);
        }
    }

    /**
     * Sends every message to every connection, behind the sender's address.
     *
     * @param replay how many of the latest messages go to whoever joins
     * @param includeSender whether the sender gets its own message too
     */
    record Broadcast(@Option(min = 0, max = 10_000) int replay, boolean includeSender) implements Responder {
        public Broadcast() {
            this(0, true);
        }

        @Override
        public MessageHandler handler() {
            return new BroadcastHandler(replay, includeSender);
        }
    }

    /**
     * Does what a message asks for: {@code echo:TEXT}, {@code calc:EXPRESSION}, {@code broadcast:TEXT}. White space behind
     * the colon is passed over.
     *
     * @param echoPrefix put before a text that is echoed
     * @param calcPrefix put before a result
     * @param calcError answered where there is no result
     * @param broadcastPrefix put before a text that goes to every connection
     * @param defaultPrefix put before any other message when it is sent back
     */
    record Commands(
            @Option(max = 1024) String echoPrefix,
            @Option(max = 1024) String calcPrefix,
            @Option(max = 1024) String calcError,
            @Option(max = 1024) String broadcastPrefix,
            @Option(max = 1024) String defaultPrefix)
            implements Responder {
        public Commands() {
            this("", "", "error", "", "");
        }

        @Override
        public MessageHandler handler() {
            return new CommandsHandler(this);
        }
    }

    /**
     * Follows the first rule that matches a message.
     *
     * @param rules in the order in which they are tried
     * @param otherwise what happens to a message that matches none
     */
    record Rules(@Option(max = 200) List<Rule> rules, Otherwise otherwise) implements Responder {
        public Rules {
            rules = List.copyOf(rules);
        }

        public Rules() {
            this(List.of(), Otherwise.NOTHING);
        }

        /** What happens to a message that matches no rule. */
        public enum Otherwise {
            NOTHING,
            ECHO
        }

        @Override
        public MessageHandler handler() {
            return new RulesHandler(rules, otherwise == Otherwise.ECHO, TemplateSources.system());
        }
    }

    /**
     * Reads and discards, and sends messages of its own to every connection from when it joined. Over a protocol that cannot
     * make the sender wait, such as UDP, an interval of 0 answers each message with one.
     *
     * @param template the {@linkplain Template template} of a message; the counter counts those of the connection
     * @param format how the template is written
     * @param interval the time from one message to the next; 0 sends as fast as the peer reads
     * @param count how many each connection gets; 0 for no end
     * @param messageSize how long a message is made by repeating or cutting it; 0 leaves it as it is
     */
    record Generate(
            @Option(min = 1, max = Template.MAX_TEXT) String template,
            StreamMessage.Format format,
            @Option(min = 0, max = 3_600_000_000_000L) Duration interval,
            @Option(min = 0) long count,
            @Option(min = 0, max = Template.MAX_OUTPUT) DataSize messageSize)
            implements Responder {
        public Generate {
            Template compiled;
            try {
                compiled = Template.compile(format, template, Set.of());
            } catch (TemplateException e) {
                throw new SettingsException("template", e.phrase());
            }
            if (compiled.isEmpty()) {
                throw new SettingsException("template", Phrase.of("problem.empty"));
            }
            if (compiled.needsMessage()) {
                throw new SettingsException("template", Phrase.of("problem.placeholderMessage"));
            }
        }

        public Generate() {
            this("{{counter}} {{time}}", StreamMessage.Format.TEXT, Duration.ofSeconds(1), 0, new DataSize(0));
        }

        @Override
        public MessageHandler handler() {
            return new GenerateHandler(this, TemplateSources.system(), System::nanoTime);
        }
    }

    /** Reads and says nothing. */
    record Discard() implements Responder {
        @Override
        public MessageHandler handler() {
            return (peer, in, index, length) -> {};
        }
    }
}
