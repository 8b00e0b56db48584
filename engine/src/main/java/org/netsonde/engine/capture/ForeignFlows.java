package org.netsonde.engine.capture;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.exchange.OpenedText;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.TrafficEvent;

/**
 * Makes records of the packets of other programs, as the servers in them would have recorded them. Who received the first SYN
 * is the server; where that was not captured, who is known for one, or has the lower port. Bounded: of more than {@value
 * #MOST_FLOWS} flows the one that was silent for longest is ended, and where more than {@value #MOST_HELD} bytes wait for
 * what is before them, that is given up.
 */
final class ForeignFlows {

    static final int MOST_FLOWS = 65_536;
    static final long MOST_HELD = 64L << 20;

    /** Where records go. */
    interface Servers {
        /** The endpoint of a server; null where there are too many. */
        @Nullable
        ImportedEndpoint server(boolean datagrams, InetSocketAddress address, long nanos);

        /** Whether it is known as a server already. */
        boolean isKnown(boolean datagrams, InetSocketAddress address);
    }

    private final Servers servers;
    /** In order of last use. */
    private final Map<FlowId, Conversation> flows = new LinkedHashMap<>(16, 0.75f, true);

    private final Map<ImportedEndpoint, long[]> connections = new HashMap<>();
    private long held;
    private long repeated;
    private long missing;
    private long leftOut;

    private record FlowId(boolean datagrams, Flow.Key key) {}

    ForeignFlows(Servers servers) {
        this.servers = servers;
    }

    /** How many bytes came more than once. */
    long repeated() {
        return repeated;
    }

    /** How many bytes of streams were not captured. */
    long missing() {
        return missing;
    }

    /** How many packets belonged to servers beyond those that can be taken in. */
    long leftOut() {
        return leftOut;
    }

    /** Takes a packet of TCP or UDP; returns the endpoint that it belongs to, null where it is left out. */
    @Nullable
    ImportedEndpoint accept(CapturedPacket packet, Decoded decoded) {
        boolean datagrams = decoded.kind() == Decoded.Kind.UDP;
        FlowId id = new FlowId(datagrams, decoded.key());
        Conversation flow = flows.get(id);
        boolean fresh = !datagrams && decoded.has(Packets.SYN) && !decoded.has(Packets.ACK);
        if (flow != null && fresh && flow.isOver(decoded.sequence())) {
            flow.end(packet.nanos(), null);
            flows.remove(id);
            flow = null;
        }
        if (flow == null) {
            flow = begin(packet, decoded, datagrams);
            if (flow == null) {
                leftOut++;
                return null;
            }
            flows.put(id, flow);
            trim(packet.nanos());
        }
        flow.accept(packet, decoded);
        if (held > MOST_HELD) {
            flows.values().forEach(each -> each.giveUp(packet.nanos()));
        }
        return flow.endpoint;
    }

    private void trim(long nanos) {
        if (flows.size() > MOST_FLOWS) {
            Map.Entry<FlowId, Conversation> oldest = flows.entrySet().iterator().next();
            flows.remove(oldest.getKey());
            oldest.getValue().end(nanos, Phrase.of("capture.forgotten"));
        }
    }

    private @Nullable Conversation begin(CapturedPacket packet, Decoded decoded, boolean datagrams) {
        InetSocketAddress source = address(decoded.source(), decoded.sourcePort());
        InetSocketAddress target = address(decoded.target(), decoded.targetPort());
        boolean toServer = isToServer(decoded, datagrams, source, target);
        InetSocketAddress server = toServer ? target : source;
        ImportedEndpoint endpoint = servers.server(datagrams, server, packet.nanos());
        if (endpoint == null) {
            return null;
        }
        long number = ++connections.computeIfAbsent(endpoint, any -> new long[1])[0];
        return new Conversation(
                endpoint,
                number,
                datagrams,
                server,
                toServer ? source : target,
                toServer ? decoded.target() : decoded.source());
    }

    private boolean isToServer(Decoded decoded, boolean datagrams, InetSocketAddress source, InetSocketAddress target) {
        if (!datagrams && decoded.has(Packets.SYN)) {
            return !decoded.has(Packets.ACK);
        }
        boolean targetKnown = servers.isKnown(datagrams, target);
        if (targetKnown != servers.isKnown(datagrams, source)) {
            return targetKnown;
        }
        return target.getPort() <= source.getPort();
    }

    private static InetSocketAddress address(byte[] bytes, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(bytes), port);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no address of IP", e);
        }
    }

    /** The capture is over: what waits is handed over. */
    void end(long nanos) {
        flows.values().forEach(flow -> flow.end(nanos, null));
        flows.clear();
    }

    /** One flow. */
    private final class Conversation {
        private final ImportedEndpoint endpoint;
        private final long connection;
        private final boolean datagrams;
        private final InetSocketAddress server;
        private final InetSocketAddress client;
        private final byte[] serverBytes;
        private final Reassembly in = new Reassembly(sink(Direction.IN));
        private final Reassembly out = new Reassembly(sink(Direction.OUT));
        private long nanos;
        private int initial;
        private boolean begun;
        private boolean opened;
        private boolean closed;
        private @Nullable Direction firstEnd;
        private boolean bothEnded;

        Conversation(
                ImportedEndpoint endpoint,
                long connection,
                boolean datagrams,
                InetSocketAddress server,
                InetSocketAddress client,
                byte[] serverBytes) {
            this.endpoint = endpoint;
            this.connection = connection;
            this.datagrams = datagrams;
            this.server = server;
            this.client = client;
            this.serverBytes = serverBytes;
        }

        private Reassembly.Sink sink(Direction direction) {
            return new Reassembly.Sink() {
                @Override
                public void data(byte[] kept, int length) {
                    endpoint.event(new TrafficEvent(nanos, connection, direction, length, kept));
                }

                @Override
                public void missing(long bytes) {
                    missing += bytes;
                    Phrase gap =
                            Phrase.of(direction == Direction.IN ? "capture.missingIn" : "capture.missingOut", bytes);
                    failed(Failure.Kind.IO, gap);
                }
            };
        }

        /** Whether a SYN with this number begins another connection. */
        boolean isOver(int sequence) {
            return closed || (begun && sequence != initial) || (opened && !begun);
        }

        void accept(CapturedPacket packet, Decoded decoded) {
            nanos = packet.nanos();
            boolean toServer = decoded.targetPort() == server.getPort() && Arrays.equals(decoded.target(), serverBytes);
            byte[] kept = Arrays.copyOfRange(
                    packet.bytes(), decoded.payloadAt(), decoded.payloadAt() + decoded.payloadKept());
            if (datagrams) {
                open("");
                Direction direction = toServer ? Direction.IN : Direction.OUT;
                endpoint.event(new TrafficEvent(nanos, connection, direction, decoded.payloadLength(), kept));
            } else {
                long before = in.held() + out.held();
                long repeatedBefore = in.repeated() + out.repeated();
                tcp(decoded, toServer, kept);
                held += in.held() + out.held() - before;
                repeated += in.repeated() + out.repeated() - repeatedBefore;
            }
        }

        private void tcp(Decoded decoded, boolean toServer, byte[] kept) {
            Reassembly own = toServer ? in : out;
            Reassembly other = toServer ? out : in;
            if (decoded.has(Packets.SYN)) {
                own.begin(decoded.sequence());
                if (!decoded.has(Packets.ACK)) {
                    begun = true;
                    initial = decoded.sequence();
                    return;
                }
            }
            if (decoded.has(Packets.RST)) {
                reset(toServer);
                return;
            }
            open(begun || decoded.has(Packets.SYN) ? "" : " · " + Phrase.of("capture.midway"));
            int sequence = decoded.sequence() + (decoded.has(Packets.SYN) ? 1 : 0);
            if (decoded.has(Packets.ACK)) {
                other.acknowledged(decoded.acknowledgement());
            }
            if (!closed) {
                own.segment(sequence, kept, decoded.payloadLength());
            }
            if (decoded.has(Packets.FIN)) {
                ended(toServer ? Direction.IN : Direction.OUT);
            }
        }

        private void open(String words) {
            if (!opened) {
                opened = true;
                String text = OpenedText.of(client, server) + words;
                endpoint.event(text(Direction.OPENED, text));
            }
        }

        /** One side says that no more comes. */
        private void ended(Direction by) {
            if (firstEnd == null) {
                firstEnd = by;
            } else if (firstEnd != by && !bothEnded) {
                bothEnded = true;
                close(Phrase.of(firstEnd == Direction.IN ? "event.closedByPeer" : "event.closedHere"));
            }
        }

        private void reset(boolean byClient) {
            if (closed) {
                return;
            }
            if (!opened) {
                // Refused: nobody listened.
                String where = Addresses.text(server);
                failed(
                        Failure.Kind.CONNECTION_REFUSED,
                        Failure.of(Failure.Kind.CONNECTION_REFUSED, "connectionRefused", where)
                                .what());
                closed = true;
                return;
            }
            finish();
            InetSocketAddress by = byClient ? client : server;
            failed(Failure.Kind.CONNECTION_RESET, Phrase.of("capture.resetBy", Addresses.text(by)));
            close(Phrase.of("event.closedAfterFailure"));
        }

        private void finish() {
            in.finish();
            out.finish();
        }

        private void close(Phrase reason) {
            if (!closed) {
                finish();
                closed = true;
                endpoint.event(text(Direction.CLOSED, reason.toString()));
            }
        }

        private void failed(Failure.Kind kind, Phrase what) {
            endpoint.failed(kind, text(Direction.FAILED, what.toString()));
        }

        private TrafficEvent text(Direction direction, String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return new TrafficEvent(nanos, connection, direction, 0, bytes);
        }

        /** Too much waits everywhere: hands over what waits here. */
        void giveUp(long now) {
            nanos = now;
            held -= in.held() + out.held();
            finish();
        }

        /** Ends it, with a word where it did not end by itself. */
        void end(long now, @Nullable Phrase reason) {
            nanos = now;
            held -= in.held() + out.held();
            finish();
            if (reason != null && opened) {
                close(reason);
            }
        }
    }
}
