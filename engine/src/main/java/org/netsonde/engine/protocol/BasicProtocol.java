package org.netsonde.engine.protocol;

/**
 * What an entry of the registry says of itself, given once when it is made.
 *
 * @param <S> its settings
 * @param <M> its message
 */
public abstract class BasicProtocol<S extends Record & Settings, M extends Record> implements Protocol<S, M> {

    private final String id;
    private final Role role;
    private final String counterpart;
    private final Class<S> settingsType;
    private final S defaults;
    private final Class<M> messageType;
    private final M emptyMessage;
    private final MessageCodec<M> codec;

    /**
     * An entry.
     *
     * @param counterpart the id of the other side's protocol
     */
    protected BasicProtocol(
            String id,
            Role role,
            String counterpart,
            Class<S> settingsType,
            S defaults,
            Class<M> messageType,
            M emptyMessage,
            MessageCodec<M> codec) {
        this.id = id;
        this.role = role;
        this.counterpart = counterpart;
        this.settingsType = settingsType;
        this.defaults = defaults;
        this.messageType = messageType;
        this.emptyMessage = emptyMessage;
        this.codec = codec;
    }

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final Role role() {
        return role;
    }

    @Override
    public final String counterpart() {
        return counterpart;
    }

    @Override
    public final Class<S> settingsType() {
        return settingsType;
    }

    @Override
    public final S defaults() {
        return defaults;
    }

    @Override
    public final Class<M> messageType() {
        return messageType;
    }

    @Override
    public final M emptyMessage() {
        return emptyMessage;
    }

    @Override
    public final MessageCodec<M> codec() {
        return codec;
    }
}
