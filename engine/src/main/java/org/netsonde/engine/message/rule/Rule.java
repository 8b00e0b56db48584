package org.netsonde.engine.message.rule;

import java.time.Duration;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.message.template.Template;
import org.netsonde.engine.message.template.TemplateException;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.SettingsException;

/**
 * What a server does with certain messages.
 *
 * @param match which messages
 * @param reply the {@linkplain Template template} of what is sent; nothing is sent where it is empty
 * @param format how the reply is written
 * @param delay how long the reply, and closing, wait
 * @param to who gets the reply
 * @param close whether the connection is closed then
 * @param goOn whether the rules behind it are tried as well; otherwise it is the last for the messages that it is about
 */
public record Rule(
        Match match,
        @Option(max = Template.MAX_TEXT) String reply,
        StreamMessage.Format format,
        @Option(min = 0, max = 3_600_000_000_000L) Duration delay,
        To to,
        boolean close,
        boolean goOn) {

    /** Who gets a reply. */
    public enum To {
        SENDER,
        /** Every connection of the endpoint, that of the sender included. */
        EVERYONE
    }

    public Rule {
        try {
            Template.compile(format, reply, match.groups());
        } catch (TemplateException e) {
            throw new SettingsException("reply", e.phrase());
        }
    }

    /** One that says nothing to the empty message. */
    public Rule() {
        this(new Match.Text(), "", StreamMessage.Format.TEXT, Duration.ZERO, To.SENDER, false, false);
    }
}
