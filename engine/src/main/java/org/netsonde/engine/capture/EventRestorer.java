package org.netsonde.engine.capture;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.TrafficEvent;
import org.netsonde.engine.traffic.WireForm;

/**
 * Restores the events of one endpoint from the packets that {@link CaptureWriter} made of them. Bounded like the writer: it
 * knows no more connections than that. Belongs to one thread at a time.
 */
final class EventRestorer {

    /** What of one record is put together at most; the rest counts as not kept. */
    private static final int MOST_KEPT = 16 << 20;

    private static final byte[] NONE = new byte[0];

    private final WireForm wire;
    private final Lru<Flow.Key, Long> connections = new Lru<>(CaptureWriter.MOST_FLOWS);
    private int section = -1;

    private byte[] kept = NONE;
    private int count;
    private long length;

    EventRestorer(WireForm wire) {
        this.wire = wire;
    }

    /** Begins with another file. */
    void reset() {
        section = -1;
    }

    /** Takes the endpoint's next packet, and hands over what events are whole now. */
    void accept(CapturedPacket packet, Consumer<? super TrafficEvent> sink) {
        if (packet.on().section() != section) {
            section = packet.on().section();
            connections.clear();
            clear();
        }
        Decoded decoded = Decoded.of(packet);
        boolean part = false;
        for (String comment : packet.comments()) {
            Remark remark = Remark.parse(comment);
            if (remark != null) {
                part |= remark.word().equals(Remark.PART);
                take(remark, packet, decoded, sink);
            }
        }
        if (decoded.kind() == Decoded.Kind.TCP) {
            boolean last = decoded.has(Packets.PSH);
            if (last || decoded.payloadLength() > 0) {
                data(packet, decoded, last, sink);
            }
        } else if (decoded.kind() == Decoded.Kind.UDP) {
            data(packet, decoded, !part, sink);
        }
    }

    private void take(Remark remark, CapturedPacket packet, Decoded decoded, Consumer<? super TrafficEvent> sink) {
        Direction direction = switch (remark.word()) {
            case Remark.OPENED -> Direction.OPENED;
            case Remark.CLOSED -> Direction.CLOSED;
            case Remark.FAILED -> Direction.FAILED;
            case Remark.NOTED -> Direction.NOTED;
            default -> null;
        };
        boolean flow = decoded.kind() == Decoded.Kind.TCP || decoded.kind() == Decoded.Kind.UDP;
        if (flow && (direction == Direction.OPENED || remark.word().equals(Remark.CONNECTION))) {
            connections.put(decoded.key(), remark.connection());
        } else if (flow && direction == Direction.CLOSED) {
            Flow.Key key = decoded.key();
            Long held = connections.get(key);
            if (held != null && held == remark.connection()) {
                connections.remove(key);
            }
        }
        if (direction != null) {
            byte[] text = remark.text().getBytes(StandardCharsets.UTF_8);
            sink.accept(new TrafficEvent(packet.nanos(), remark.connection(), direction, 0, text));
        }
    }

    private void data(CapturedPacket packet, Decoded decoded, boolean last, Consumer<? super TrafficEvent> sink) {
        int more = Math.min(decoded.payloadKept(), MOST_KEPT - count);
        // What stands behind a gap cannot be said to be the beginning.
        if (more > 0 && length == count) {
            if (kept.length - count < more) {
                kept = Arrays.copyOf(kept, Math.max(count + more, (int) Math.min(MOST_KEPT, kept.length * 2L)));
            }
            System.arraycopy(packet.bytes(), decoded.payloadAt(), kept, count, more);
            count += more;
        }
        length += decoded.payloadLength();
        if (!last) {
            return;
        }
        Long connection = connections.get(decoded.key());
        if (connection != null && packet.way() != CapturedPacket.Way.UNKNOWN) {
            Direction direction = packet.way() == CapturedPacket.Way.INBOUND ? Direction.IN : Direction.OUT;
            int whole = (int) Math.min(Integer.MAX_VALUE, length);
            WireForm.Extent record = wire.fromWire(new WireForm.Extent(Arrays.copyOf(kept, count), whole));
            sink.accept(new TrafficEvent(packet.nanos(), connection, direction, record.length(), record.kept()));
        }
        clear();
    }

    private void clear() {
        count = 0;
        length = 0;
        if (kept.length > 1 << 20) {
            kept = NONE;
        }
    }
}
