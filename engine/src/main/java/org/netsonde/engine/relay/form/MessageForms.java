package org.netsonde.engine.relay.form;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.message.Framing;

/** The forms of messages that relays know. */
public final class MessageForms {

    private MessageForms() {}

    /**
     * What makes the form of each conversation.
     *
     * @return null for plain streams of bytes, in which nothing is looked for
     */
    public static @Nullable Supplier<MessageForm> of(Application application, Framing framing) {
        return null;
    }
}
