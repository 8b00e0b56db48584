package org.netsonde.engine.stream;

import org.netsonde.engine.message.Framing;
import org.netsonde.engine.message.Packing;

/**
 * Messages that stand in the bytes as a framing says; reads and writes are recorded as they are.
 *
 * @param framing where messages end
 */
public record FramedLayer(Framing framing) implements MessageLayer {

    @Override
    public Packing packing() {
        return framing;
    }

    @Override
    public boolean readsAreMessages() {
        return framing instanceof Framing.Raw;
    }

    @Override
    public void install(Installation to) {
        to.pipeline()
                .addLast(
                        StreamPipeline.TAP,
                        new TapStage(to.tap(), to.connection().id(), to.clock(), to.exclusive()));
        to.pipeline().addLast(StreamPipeline.MESSAGES, new MessageStage(framing.scanner(), to.session()));
    }
}
