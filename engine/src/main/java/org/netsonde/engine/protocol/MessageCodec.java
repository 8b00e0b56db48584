package org.netsonde.engine.protocol;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.netsonde.engine.Phrase;

/**
 * How a protocol's message is written as bytes and read back. Stateless; safe for threads.
 *
 * @param <M> the message
 */
public interface MessageCodec<M extends Record> {

    /** The payload that is sent, without framing. */
    byte[] encode(M message);

    /** How many bytes of payload a message has, for whoever writes it. */
    default int length(M message) {
        return encode(message).length;
    }

    /** A message that sends these bytes, or as nearly so as the protocol can; never fails. */
    M decode(byte[] payload);

    /**
     * What can be said of a message that crossed the wire, for the traffic table; empty where the protocol has no rules
     * that it could break. Called on any thread, for messages of any length; never fails.
     */
    default Optional<Verdict> inspect(byte[] payload) {
        return Optional.empty();
    }

    /**
     * Whether {@link #inspect} has something to say of some messages.
     *
     * @param example a message as the protocol sends it
     */
    default boolean hasRules(M example) {
        return inspect(encode(example)).isPresent();
    }

    /**
     * What is shown of a message that crossed the wire: a word or two on its kind, and its content without what the protocol
     * puts around it. Called on any thread, for messages of any length; never fails.
     */
    default Content content(byte[] payload) {
        return new Content(Optional.empty(), payload);
    }

    /**
     * An example of each kind that {@link #content} tells, in the order in which they are explained; empty where it tells
     * none.
     */
    default List<Phrase> kinds() {
        return List.of();
    }

    /** What is sent for fields that the message leaves empty, such as its checksum, by their names. */
    default Map<String, String> computed(M message) {
        return Map.of();
    }

    /** The fields that say nothing in a message, such as the code of one that does not close; a send box hides them. */
    default Set<String> unused(M message) {
        return Set.of();
    }

    /**
     * What of a message that was sent is kept with the workspace, to be sent again later: the message without what is secret.
     * Empty where the protocol keeps no history.
     */
    default Optional<M> remembered(M message) {
        return Optional.empty();
    }

    /** What the send box says about a message that is being written, such as a wrong checksum; empty for nothing. */
    default Optional<Phrase> remark(M message) {
        return Optional.empty();
    }

    /**
     * What is shown of a message.
     *
     * @param kind its kind, such as "ping"; empty where there is nothing to say
     * @param body its content; the very array that was given where that is all content
     * @param head what stands before the content, in lines that people read; empty where there is nothing
     * @param mediaType what the content is, such as {@code image/png}, in small letters and without parameters; empty where
     *     nothing tells it
     */
    record Content(Optional<Phrase> kind, byte[] body, String head, String mediaType) {

        /** Content of which nothing more is known. */
        public Content(Optional<Phrase> kind, byte[] body) {
            this(kind, body, "", "");
        }
    }

    /**
     * Whether a message keeps to the rules of its protocol.
     *
     * @param good whether it does
     * @param what in a few words, what is right or wrong
     */
    record Verdict(boolean good, Phrase what) {}
}
