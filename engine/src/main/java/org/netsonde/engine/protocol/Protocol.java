package org.netsonde.engine.protocol;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.netsonde.engine.metrics.ChartSpec;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.traffic.WireForm;

/**
 * A kind of endpoint. Stateless: one instance serves every endpoint of the kind.
 *
 * @param <S> its settings
 * @param <M> its message, which drives the send box, {@code messages}, scenarios and load alike
 */
public interface Protocol<S extends Record & Settings, M extends Record> {

    /** The id used in workspaces and on the command line, such as {@code tcp-server}. */
    String id();

    /** The part it plays. */
    Role role();

    /** The class of its settings. */
    Class<S> settingsType();

    /** Settings that work out of the box. */
    S defaults();

    /** The class of its messages. */
    Class<M> messageType();

    /** An empty message, from which the send box is made. */
    M emptyMessage();

    /** How a message is written as bytes and read back. */
    MessageCodec<M> codec();

    /** The protocol of the other side, which "Connect a client" offers; the same id where there is none. */
    String counterpart();

    /** What a user of these settings should know of at any time, such as that nothing is checked. */
    default List<Caution> cautions(S settings) {
        return List.of();
    }

    /** Whether it sends datagrams, and no stream. */
    default boolean datagrams() {
        return false;
    }

    /** How its records looked on the wire. */
    default WireForm wire() {
        return WireForm.BYTES;
    }

    /** Whether its messages can be sent at any time; a server that only ever answers has no send box. */
    default boolean sends() {
        return true;
    }

    /** Its messages as command lines of another program; empty where there is none. */
    default Optional<Commands<S, M>> commands() {
        return Optional.empty();
    }

    /** Its own figures, charted and exported behind the common ones. */
    default List<MetricSpec> metrics() {
        return List.of();
    }

    /** The charts of its own figures, behind the common ones. */
    default List<ChartSpec> charts() {
        return List.of();
    }

    /**
     * Starts an endpoint. Cancelling the stage gives up the start. Completes once a server is bound or a client has
     * connected (or has been set up to keep trying); exceptionally with
     * {@link org.netsonde.engine.FailureException}, and then nothing is left half started.
     */
    CompletionStage<Binding<S, M>> start(S settings, EndpointContext context);
}
