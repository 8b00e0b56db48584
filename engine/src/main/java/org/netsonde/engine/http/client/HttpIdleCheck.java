package org.netsonde.engine.http.client;

import java.time.Duration;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.http.HttpUrl;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.SettingsException;

/** Whether a connection of HTTP that has rested is asked whether its server still answers before it is used again. */
public sealed interface HttpIdleCheck {

    /** It is not: that its server has ended it is seen anyway. */
    record None() implements HttpIdleCheck {}

    /**
     * It is sent a request of HTTP/1.1, or PING on HTTP/2 (RFC 9113, section 6.7), and whatever it answers is good. It finds
     * servers that have gone without a word, and costs a round trip.
     *
     * @param question the method of the request
     * @param page the path that is asked for
     * @param rested only a connection that has rested for longer is asked; 0 for every one
     * @param within how long the answer may take
     */
    record Request(
            Question question,

            @Option(max = 2000) String page,

            @Option(min = 0, max = 86_400_000_000_000L) Duration rested,

            @Option(min = 1_000_000, max = 60_000_000_000L) Duration within)
            implements HttpIdleCheck {

        public Request {
            if (!HttpUrl.parse(page).isPath()) {
                throw new SettingsException("page", Phrase.of("problem.checkPage", page));
            }
        }

        /** Asked with HEAD for the root after ten seconds of rest; a second to answer. */
        public Request() {
            this(Question.HEAD, "/", Duration.ofSeconds(10), Duration.ofSeconds(1));
        }
    }

    /** Methods that change nothing on a server (RFC 9110, section 9.2.1). */
    enum Question {
        HEAD,
        OPTIONS
    }
}
