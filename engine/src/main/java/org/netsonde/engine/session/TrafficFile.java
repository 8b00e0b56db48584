package org.netsonde.engine.session;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.traffic.TrafficEvent;

/** The traffic of a session; not written yet. One thread. */
@SuppressWarnings("unused")
final class TrafficFile implements Closeable {

    TrafficFile(Path folder, RotatingFile.Limits limits, String version, ProtocolRegistry protocols) {}

    void endpoint(EndpointInfo endpoint) {}

    void write(String endpointId, TrafficEvent event) throws IOException {}

    void annotate(Annotation annotation) throws IOException {}

    void flush() throws IOException {}

    void force() throws IOException {}

    void end() throws IOException {}

    long size() {
        return 0;
    }

    @Override
    public void close() throws IOException {}
}
