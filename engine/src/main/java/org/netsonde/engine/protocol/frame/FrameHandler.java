package org.netsonde.engine.protocol.frame;

import org.netsonde.engine.message.template.TemplateException;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.SettingsException;

/** What a frame server does with the frames of one type: the settings of it. */
public sealed interface FrameHandler {

    /** The type of the frames that it answers. */
    String frameType();

    /**
     * Sends the text back.
     *
     * @param prefix put before it
     */
    record Echo(
            @Option(min = 1, max = 1024) String frameType,
            @Option(max = 1024) String prefix) implements FrameHandler {
        public Echo() {
            this("echo", "Echo: ");
        }
    }

    /** Calculates: {@code operation} is add, subtract, multiply or divide, {@code a} and {@code b} are numbers. */
    record Calculation(@Option(min = 1, max = 1024) String frameType) implements FrameHandler {
        public Calculation() {
            this("calculation");
        }
    }

    /**
     * Answers with a payload made from a template.
     *
     * @param replyType the type of the answer; empty for that of the question
     * @param replyPayload a JSON object in whose values placeholders stand, as
     *     {@link org.netsonde.engine.message.template.Template} knows them: in quotes they give text, without they give
     *     JSON. The message that they are about is the payload that is answered
     */
    record Template(
            @Option(min = 1, max = 1024) String frameType,
            @Option(max = 1024) String replyType,
            @Option(min = 1, max = 64 << 10) String replyPayload)
            implements FrameHandler {
        public Template {
            try {
                ReplyTemplate.compile(replyPayload);
            } catch (TemplateException e) {
                throw new SettingsException("replyPayload", e.phrase());
            }
        }

        public Template() {
            this("time", "", "{\"time\": \"{{time}}\"}");
        }
    }
}
