package org.netsonde.engine.relay;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.message.StreamMessageCodec;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.EndpointContext;

/** Starts relays. */
public final class Relay {

    private Relay() {}

    /** Starts one; completes when it is bound, exceptionally with a {@link FailureException} that names the address. */
    public static CompletionStage<Binding<RelaySettings, StreamMessage>> start(
            RelaySettings settings, StreamMessageCodec codec, EndpointContext context) {
        return CompletableFuture.failedFuture(
                new FailureException(Failure.of(Failure.Kind.INTERNAL, "notRunning", context.name())));
    }
}
