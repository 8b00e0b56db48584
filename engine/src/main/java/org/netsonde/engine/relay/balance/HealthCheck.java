package org.netsonde.engine.relay.balance;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.message.EscapeException;
import org.netsonde.engine.message.Escapes;
import org.netsonde.engine.protocol.Inline;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.SettingsException;

/** How a relay finds out by itself whether a back end is well. */
public sealed interface HealthCheck {

    /** How often; null for never. */
    @Nullable
    Rhythm rhythm();

    /** It does not. */
    record None() implements HealthCheck {
        @Override
        public @Nullable Rhythm rhythm() {
            return null;
        }
    }

    /**
     * It connects, and closes again.
     *
     * @param rhythm how often, and how many count
     */
    record Connect(@Inline Rhythm rhythm) implements HealthCheck {

        /** As often as a {@link Rhythm} says by itself. */
        public Connect() {
            this(new Rhythm());
        }
    }

    /**
     * It asks for something with HTTP/1.1 (RFC 9112), and looks at the status of the reply; the body is not read.
     *
     * @param path what it asks for, from a slash on
     * @param hostHeader what stands in the field {@code Host}; empty for the back end's own host and port
     * @param statuses which codes are good, as {@link StatusRanges} reads them
     * @param rhythm how often, and how many count
     */
    record Http(
            @Option(min = 1, max = 2000) String path,
            @Option(max = 255) String hostHeader,
            @Option(min = 1, max = 100) String statuses,
            @Inline Rhythm rhythm)
            implements HealthCheck {

        private static final Pattern PATH = Pattern.compile("/[\\x21-\\x7e]*");
        private static final Pattern HOST = Pattern.compile("[\\x21-\\x7e]*");

        public Http {
            if (!PATH.matcher(path).matches()) {
                throw new SettingsException("path", Phrase.of("problem.health.path"));
            }
            if (!HOST.matcher(hostHeader).matches()) {
                throw new SettingsException("hostHeader", Phrase.of("problem.health.host"));
            }
            StatusRanges.parse(statuses);
        }

        /** The root, which must be there or lead elsewhere. */
        public Http() {
            this("/", "", "200-399", new Rhythm());
        }
    }

    /**
     * It sends some bytes, and waits for others; for streams and for datagrams.
     *
     * @param send what it sends, with escapes; empty for nothing, where the server speaks first
     * @param expect what must come somewhere in the reply, with escapes; empty for anything at all
     * @param rhythm how often, and how many count
     */
    record Talk(
            @Option(max = 1000) String send,
            @Option(max = 1000) String expect,
            @Inline Rhythm rhythm) implements HealthCheck {

        public Talk {
            decode("send", send);
            decode("expect", expect);
            if (send.isEmpty() && expect.isEmpty()) {
                throw new SettingsException("expect", Phrase.of("problem.health.talkNothing"));
            }
        }

        /** A line to which something is answered. */
        public Talk() {
            this("ping\\n", "", new Rhythm());
        }

        /** What is sent, as bytes. */
        byte[] request() {
            return Escapes.decode(send);
        }

        /** What must come, as bytes. */
        byte[] reply() {
            return Escapes.decode(expect);
        }

        private static void decode(String field, String text) {
            try {
                Escapes.decode(text);
            } catch (EscapeException e) {
                throw new SettingsException(field, e.phrase());
            }
        }
    }
}
