package org.netsonde.engine.capture;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.netsonde.engine.export.Progress;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.session.SessionImport;
import org.netsonde.engine.session.SessionInfo;
import org.netsonde.engine.session.SessionStore;

/**
 * Captures in the forms pcapng and pcap, of either byte order.
 *
 * @param protocols says how traffic looks on the wire
 * @param version the version of Netsonde, for the sessions that are made
 */
public record CaptureFormat(ProtocolRegistry protocols, String version) implements SessionImport {

    /** A section header, and the headers of files with micro- and nanoseconds, as they are read in both byte orders. */
    private static final Set<Integer> BEGINNINGS = Set.of(0x0A0D0D0A, 0xA1B2C3D4, 0xD4C3B2A1, 0xA1B23C4D, 0x4D3CB2A1);

    @Override
    public String id() {
        return "capture";
    }

    @Override
    public List<String> extensions() {
        return List.of("pcapng", "pcap", "cap");
    }

    @Override
    public boolean recognises(byte[] head, String name) {
        return head.length >= Integer.BYTES
                && BEGINNINGS.contains(ByteBuffer.wrap(head).getInt());
    }

    @Override
    public SessionInfo read(Path file, SessionStore store, Progress progress) {
        String id = new CaptureImport(store, protocols, version)
                .read(file, progress)
                .sessionId();
        return store.summary(id).info();
    }
}
