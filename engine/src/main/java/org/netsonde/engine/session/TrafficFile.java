package org.netsonde.engine.session;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.netsonde.engine.capture.CaptureInterface;
import org.netsonde.engine.capture.CaptureWriter;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.traffic.TrafficEvent;

/**
 * The traffic of a session as {@code traffic.pcapng} and the pieces before it: each a capture that can be read by itself.
 * Packets gather in memory, whole, until there are enough for a write. One thread.
 */
final class TrafficFile implements Closeable {

    static final String NAME = "traffic";
    static final String SUFFIX = ".pcapng";

    private static final int ENOUGH = 1 << 18;

    private final ProtocolRegistry protocols;
    private final CaptureWriter capture;
    private final RotatingFile file;
    private final ByteArrayOutputStream packets = new ByteArrayOutputStream(ENOUGH);
    private final Map<String, EndpointInfo> endpoints = new HashMap<>();
    private final Map<String, Integer> interfaces = new HashMap<>();
    private boolean begun;

    TrafficFile(Path folder, RotatingFile.Limits limits, String version, Machine machine, ProtocolRegistry protocols)
            throws IOException {
        this.protocols = protocols;
        capture = new CaptureWriter("Netsonde " + version, machine);
        file = new RotatingFile(folder, NAME, SUFFIX, limits, new byte[0]);
        capture.begin(packets);
        begun = true;
    }

    /** An endpoint is new, or something about it has changed; it is declared with its next record. */
    void endpoint(EndpointInfo endpoint) {
        endpoints.put(endpoint.id(), endpoint);
        interfaces.remove(endpoint.id());
    }

    void write(String endpointId, TrafficEvent event) throws IOException {
        // What can fail comes first, so that a record is either in the packets or can be handed over again.
        if (packets.size() >= ENOUGH) {
            flush();
        }
        if (packets.size() == 0 && (file.isFull() || !begun)) {
            begun = false;
            file.rotate();
            capture.begin(packets);
            begun = true;
        }
        capture.write(interfaceOf(endpointId), event);
    }

    void annotate(Annotation annotation) {
        capture.annotate(annotation);
    }

    private int interfaceOf(String endpointId) throws IOException {
        Integer known = interfaces.get(endpointId);
        if (known != null) {
            return known;
        }
        EndpointInfo endpoint = endpoints.get(endpointId);
        if (endpoint == null) {
            throw new IllegalArgumentException("an endpoint that was not declared: " + endpointId);
        }
        int declared = capture.declare(CaptureInterface.of(endpoint, protocols));
        interfaces.put(endpointId, declared);
        return declared;
    }

    void flush() throws IOException {
        if (packets.size() > 0) {
            file.append(packets.toByteArray());
            // Only now: what could not be written is tried again when there is room.
            packets.reset();
        }
    }

    void force() throws IOException {
        file.force();
    }

    void end() throws IOException {
        capture.end();
        flush();
    }

    long size() {
        return file.size() + packets.size();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
