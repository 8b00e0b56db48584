package org.netsonde.engine.protocol.frame;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.message.Framing;
import org.netsonde.engine.protocol.Inline;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.protocol.SettingsException;
import org.netsonde.engine.stream.StreamServerConfig;
import org.netsonde.engine.stream.StreamServerOptions;
import org.netsonde.engine.stream.Threading;

/**
 * Settings of a frame server. The other components are those of {@link StreamServerConfig}.
 *
 * @param handlers what is done with frames, by their type
 */
public record FrameServerSettings(
        @Option(min = 1, max = 255, editor = "address") String host,
        @Option(min = 0, max = 65535) int port,
        @Option(max = 100, live = true) List<FrameHandler> handlers,
        Framing framing,
        @Inline StreamServerOptions options,
        @Option(group = "advanced") Threading threading)
        implements Settings {

    public FrameServerSettings {
        FrameFraming.check(framing);
        handlers = List.copyOf(handlers);
        Set<String> types = new HashSet<>();
        for (int i = 0; i < handlers.size(); i++) {
            String type = handlers.get(i).frameType();
            String field = "handlers[" + i + "].frameType";
            if (type.equals(Frame.ERROR)) {
                throw new SettingsException(field, Phrase.of("problem.handlerError"));
            } else if (!types.add(type)) {
                throw new SettingsException(field, Phrase.of("problem.handlerTwice", type));
            }
        }
    }

    /** A server of port 9000 of the loopback interface that echoes and calculates, a frame to the line. */
    public FrameServerSettings() {
        this(
                "127.0.0.1",
                9000,
                List.of(new FrameHandler.Echo(), new FrameHandler.Calculation()),
                new Framing.Lines(),
                new StreamServerOptions(),
                Threading.EVENT_LOOP);
    }

    StreamServerConfig stream(InstantSource clock) {
        return new StreamServerConfig(host, port, new FrameService(handlers, clock), framing, threading, options);
    }
}
