package org.netsonde.engine.message.rule;

import java.util.Set;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.message.EscapeException;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.SettingsException;
import tools.jackson.core.JsonPointer;

/** Which messages a rule is about. Of a long message its first 64 KiB are looked at. */
public sealed interface Match {

    /** The names and numbers of the groups that it captures for the reply. */
    default Set<String> groups() {
        return Set.of();
    }

    /** A new matcher; matchers are safe for threads. */
    Matcher matcher();

    /** Every message. */
    record Any() implements Match {
        @Override
        public Matcher matcher() {
            return message -> Captures.NONE;
        }
    }

    /**
     * Messages with a text in them.
     *
     * @param value the text, compared in UTF-8
     * @param mode where it stands in the message
     */
    record Text(@Option(max = 1000) String value, Mode mode, boolean ignoreCase) implements Match {
        /** The empty message. */
        public Text() {
            this("", Mode.EQUALS, false);
        }

        @Override
        public Matcher matcher() {
            return ignoreCase ? new TextMatcher(value, mode) : new BytesMatcher(BytePattern.of(value), mode);
        }
    }

    /**
     * Messages with certain bytes in them.
     *
     * @param bytes two hexadecimal digits a byte; {@code ?} stands for any digit
     * @param mode where they stand in the message
     */
    record Hex(@Option(max = 1000) String bytes, Mode mode) implements Match {
        public Hex {
            try {
                BytePattern.hex(bytes);
            } catch (EscapeException e) {
                throw new SettingsException("bytes", e.phrase());
            }
        }

        /** The empty message. */
        public Hex() {
            this("", Mode.EQUALS);
        }

        @Override
        public Matcher matcher() {
            return new BytesMatcher(BytePattern.hex(bytes), mode);
        }
    }

    /**
     * Messages in which a regular expression finds something; its groups can be used in the reply. A message that is not UTF-8
     * is searched byte for byte, as if each were a character.
     *
     * @param pattern in the syntax of RE2, which takes time in proportion to the message and the pattern. Large patterns
     *     look at less of a long message, as 2,000 characters for the largest, so that no search takes long
     */
    record Regex(@Option(min = 1, max = 1000) String pattern) implements Match {
        public Regex {
            RegexMatcher.compile(pattern);
        }

        /** Every message that is text of one line. */
        public Regex() {
            this("^(.*)$");
        }

        @Override
        public Set<String> groups() {
            return new RegexMatcher(pattern).groups();
        }

        @Override
        public Matcher matcher() {
            return new RegexMatcher(pattern);
        }
    }

    /**
     * Messages in JSON that have a value somewhere.
     *
     * @param pointer where, as a JSON pointer (RFC 6901); empty is the whole message
     * @param value the value: text as such, anything else as JSON; empty for any value
     */
    record Json(
            @Option(max = 256) String pointer,
            @Option(max = 1000) String value) implements Match {
        public Json {
            try {
                JsonPointer.compile(pointer);
            } catch (IllegalArgumentException e) {
                throw new SettingsException("pointer", Phrase.of("problem.jsonPointer", pointer));
            }
        }

        /** Every message in JSON. */
        public Json() {
            this("", "");
        }

        @Override
        public Matcher matcher() {
            return new JsonMatcher(JsonPointer.compile(pointer), value);
        }
    }

    /** Where something stands in a message. */
    enum Mode {
        EQUALS,
        CONTAINS,
        STARTS_WITH,
        ENDS_WITH
    }
}
