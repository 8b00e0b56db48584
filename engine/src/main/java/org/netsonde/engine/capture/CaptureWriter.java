package org.netsonde.engine.capture;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.exchange.OpenedText;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.session.Annotation;
import org.netsonde.engine.session.Machine;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.TrafficEvent;
import org.netsonde.engine.traffic.WireForm;

/**
 * Writes traffic as packets of a pcapng section (draft-ietf-opsawg-pcapng): one interface for each endpoint, raw IP, times in
 * nanoseconds. {@link RecordedTraffic} restores exactly the events that were written.
 *
 * <ul>
 *   <li>A record of a stream is one segment, or several where it is longer than one holds; the last has PSH. Handshakes,
 *       sequence numbers and acknowledgements are made to fit, and nothing else of them is said to be true.
 *   <li>A record of datagrams is one datagram.
 *   <li>What opened or closed without a packet, and failures, are packets of IP alone (protocol 253) with a comment.
 *   <li>Where less was kept than crossed, packets have their true length and fewer captured bytes.
 *   <li>The first packet of a connection in each section says in a comment which connection it is. Addresses that were not
 *       recorded are made up, and a comment says so. Where a capture has both sides' record of a connection, the second
 *       one's addresses are written in another form, so that programs do not take one for a repetition of the other; a
 *       comment says that too.
 * </ul>
 *
 * <p>Everything that belongs to one event is written with one call of the stream, and nothing is kept back. Memory is
 * bounded: of more than {@value #MOST_FLOWS} connections those that were silent for longest are forgotten, and are given
 * made-up addresses should they go on. Belongs to one thread at a time.
 */
public final class CaptureWriter {

    /** Raw IP. */
    static final int LINK_TYPE = 101;

    static final int MOST_FLOWS = 65_536;

    /** How many comments about the session one packet carries at most. */
    private static final int MOST_COMMENTS = 32;

    /** How much of a stream is left unacknowledged at most. */
    private static final int ACKNOWLEDGE_AFTER = 1 << 18;

    private static final int SECTION_HEADER = 0x0A0D0D0A;
    private static final int BYTE_ORDER = 0x1A2B3C4D;
    private static final int INTERFACE = 1;
    private static final int STATISTICS = 5;
    private static final int COMMENT = 1;
    private static final int HARDWARE = 2;
    private static final int SYSTEM = 3;
    private static final int APPLICATION = 4;
    private static final int NAME = 2;
    private static final int DESCRIPTION = 3;
    private static final int RESOLUTION = 9;
    private static final int INTERFACE_SYSTEM = 12;
    private static final int STATISTICS_START = 2;
    private static final int STATISTICS_END = 3;
    private static final int RECEIVED = 4;
    private static final int DROPPED = 5;

    /** An interface, and where it stands in the section. */
    private static final class Declared {
        private final CaptureInterface about;
        private final int ordinal;
        private final Written written;
        /** Its number in the section; -1 where the section does not have it. */
        private int number = -1;

        private boolean current = true;
        private long packets;
        private long lost;
        private long first;
        private long last;

        Declared(CaptureInterface about, int ordinal, Written written) {
            this.about = about;
            this.written = written;
            this.ordinal = ordinal;
        }
    }

    /** How many records of an endpoint were written, whatever became of the files. */
    private static final class Written {
        private long records;
    }

    /** What identifies a connection. */
    private record Id(String endpoint, long connection) {}

    private final String application;
    private final Machine machine;
    private final Octets octets = new Octets();
    private final Packets packets = new Packets(octets);
    private final List<Declared> interfaces = new ArrayList<>();
    private final Map<String, Integer> byEndpoint = new HashMap<>();
    private final Map<String, Written> written = new HashMap<>();

    private final Lru<Id, Flow> flows = new Lru<>(MOST_FLOWS);
    /** Whose flow packets with these ends are taken for. */
    private final Lru<Flow.Key, Flow> holders = new Lru<>(MOST_FLOWS);

    private final Marks marks = new Marks();
    private @Nullable OutputStream out;
    private int section = -1;
    private int numbers;
    private long lastNanos;

    /** A writer on this machine. */
    public CaptureWriter(String application) {
        this(application, Machine.here());
    }

    /**
     * A writer.
     *
     * @param application the program and its version, such as {@code Netsonde 0.1.0}
     * @param machine where what is written was recorded
     */
    public CaptureWriter(String application, Machine machine) {
        this.application = application;
        this.machine = machine;
    }

    /**
     * Begins a section with the interfaces that were declared. Called again with another stream, connections go on with
     * their sequence numbers, and each file can be read by itself.
     *
     * @param to not closed by this
     */
    public void begin(OutputStream to) throws IOException {
        out = to;
        section++;
        numbers = 0;
        int block = octets.begin(SECTION_HEADER);
        octets.little32(BYTE_ORDER);
        octets.little16(1);
        octets.little16(0);
        octets.little64(-1);
        // First, where its number is looked for.
        octets.option(
                COMMENT,
                RecordedFiles.remark(section, Phrase.of("capture.section")).toString());
        octets.option(HARDWARE, machine.architecture() + ", " + machine.processors());
        octets.option(SYSTEM, machine.system());
        octets.option(APPLICATION, application);
        octets.endOfOptions();
        octets.end(block);
        for (Declared declared : interfaces) {
            declared.number = -1;
            declared.packets = 0;
            declared.lost = 0;
        }
        interfaces.stream().filter(declared -> declared.current).forEach(this::describe);
        flush();
    }

    /**
     * Declares an interface. The same again is the same; other facts of the same endpoint make it another interface of this
     * section, and the only one of later ones.
     *
     * @return what {@link #write} takes
     */
    public int declare(CaptureInterface about) throws IOException {
        Integer known = byEndpoint.get(about.id());
        if (known != null) {
            if (interfaces.get(known).about.equals(about)) {
                return known;
            }
            interfaces.get(known).current = false;
        }
        int handle = interfaces.size();
        Declared declared = new Declared(about, handle, written.computeIfAbsent(about.id(), id -> new Written()));
        interfaces.add(declared);
        byEndpoint.put(about.id(), handle);
        if (out != null) {
            describe(declared);
            flush();
        }
        return handle;
    }

    private void describe(Declared declared) {
        CaptureInterface about = declared.about;
        declared.number = numbers++;
        int block = octets.begin(INTERFACE);
        octets.little16(LINK_TYPE);
        octets.little16(0);
        octets.little32(0);
        octets.option(NAME, about.name());
        octets.option(DESCRIPTION, about.description());
        octets.option(RESOLUTION, new byte[] {9});
        octets.option(INTERFACE_SYSTEM, machine.system());
        octets.option(COMMENT, about.facts(declared.written.records));
        octets.endOfOptions();
        octets.end(block);
    }

    /**
     * Writes one event.
     *
     * @param handle what {@link #declare} returned
     */
    public void write(int handle, TrafficEvent event) throws IOException {
        Declared declared = interfaces.get(handle);
        if (declared.number < 0) {
            describe(declared);
        }
        lastNanos = event.nanos();
        switch (event.direction()) {
            case OPENED -> opened(declared, event);
            case CLOSED -> closed(declared, event);
            case FAILED -> failed(declared, event);
            case NOTED -> noted(declared, event);
            case IN, OUT -> data(declared, event);
        }
        declared.written.records++;
        flush();
    }

    /** Takes notice of an event that is not written, so that later ones of its connection have their addresses. */
    public void pass(int handle, TrafficEvent event) {
        Declared declared = interfaces.get(handle);
        if (event.direction() == Direction.OPENED) {
            flow(declared, event.connection(), event.text());
        } else if (event.direction() == Direction.CLOSED) {
            flows.remove(id(declared, event));
        }
    }

    /** Adds to how many records of an endpoint were lost before they could be written. */
    public void lost(int handle, long count) {
        interfaces.get(handle).lost += count;
    }

    /**
     * Takes an annotation, which becomes a comment of the next packet at or after it, of its endpoint where it has one; what
     * is left is written by {@link #end}.
     */
    public void annotate(Annotation annotation) {
        marks.add(annotation);
    }

    private void flush() throws IOException {
        octets.writeTo(Objects.requireNonNull(out, "begin comes first"));
    }

    private static Id id(Declared declared, TrafficEvent event) {
        return new Id(declared.about.id(), event.connection());
    }

    /** A new flow for a connection. */
    private Flow flow(Declared declared, long connection, String opened) {
        CaptureInterface about = declared.about;
        Ends ends = Ends.of(about, OpenedText.parse(opened), connection, declared.ordinal);
        Flow flow = flow(declared, connection, opened, ends);
        Flow holder = holders.get(flow.key());
        // Datagrams are not put together, so that nothing is mistaken there.
        if (holder != null && !holder.endpoint().equals(about.id()) && !about.datagrams()) {
            flow = flow(declared, connection, opened, ends.mapped());
        }
        flows.put(new Id(about.id(), connection), flow);
        return flow;
    }

    private static Flow flow(Declared declared, long connection, String opened, Ends ends) {
        CaptureInterface about = declared.about;
        InitialNumbers initial = InitialNumbers.of(about.id(), connection);
        return new Flow(
                about.id(),
                connection,
                opened,
                new Flow.Side(ends.local(), ends.localPort(), initial.local()),
                new Flow.Side(ends.remote(), ends.remotePort(), initial.remote()),
                ends.form(),
                opensConnections(about, ends));
    }

    /** Whether this side opens connections; of a relay's those that do not end at its own port. */
    private static boolean opensConnections(CaptureInterface about, Ends ends) {
        if (about.role() != Role.RELAY) {
            return about.role() == Role.CLIENT;
        }
        int colon = about.address().lastIndexOf(':');
        return !about.address().substring(colon + 1).equals(Integer.toString(ends.localPort()));
    }

    /** Where the sequence numbers of a connection begin. */
    private record InitialNumbers(int local, int remote) {
        static InitialNumbers of(String endpoint, long connection) {
            long mixed = (endpoint.hashCode() * 31L + connection) * 0x9E3779B97F4A7C15L;
            return new InitialNumbers((int) mixed, (int) (mixed >>> 32));
        }
    }

    private void opened(Declared declared, TrafficEvent event) {
        Flow flow = flow(declared, event.connection(), event.text());
        List<String> comments = comments(declared);
        comments.add(Remark.of(Remark.OPENED, event.connection(), event.text()).toString());
        if (declared.about.datagrams()) {
            event(declared, event, flow, comments);
            return;
        }
        introduce(declared, flow, comments);
        Flow.Side first = flow.openedHere() ? flow.local() : flow.remote();
        Flow.Side second = flow.openedHere() ? flow.remote() : flow.local();
        segment(declared, flow, first, Packets.SYN, comments);
        segment(declared, flow, second, Packets.SYN | Packets.ACK, List.of());
        segment(declared, flow, first, Packets.ACK, List.of());
    }

    /** Makes the flow the holder of its ends in this section, and says what is to be known of it. */
    private void introduce(Declared declared, Flow flow, List<String> comments) {
        flow.knownIn(section);
        holders.put(flow.key(), flow);
        switch (flow.form()) {
            case REAL -> {}
            case MADE_UP ->
                comments.add(Remark.notice(Phrase.of("capture.madeUp")).toString());
            case MAPPED ->
                comments.add(Remark.notice(Phrase.of("capture.mapped")).toString());
        }
        if (declared.about.decrypted()) {
            comments.add(Remark.notice(Phrase.of("capture.decrypted")).toString());
        }
    }

    private void closed(Declared declared, TrafficEvent event) {
        Flow flow = flows.remove(id(declared, event));
        List<String> comments = comments(declared);
        comments.add(Remark.of(Remark.CLOSED, event.connection(), event.text()).toString());
        if (flow == null || declared.about.datagrams()) {
            event(declared, event, flow, comments);
            return;
        }
        boolean byPeer = event.text().equals(Phrase.of("event.closedByPeer").toString());
        Flow.Side first = byPeer ? flow.remote() : flow.local();
        Flow.Side second = byPeer ? flow.local() : flow.remote();
        if (flow.failed()) {
            segment(declared, flow, first, Packets.RST | Packets.ACK, comments);
        } else {
            segment(declared, flow, first, Packets.FIN | Packets.ACK, comments);
            segment(declared, flow, second, Packets.FIN | Packets.ACK, List.of());
            segment(declared, flow, first, Packets.ACK, List.of());
        }
    }

    private void failed(Declared declared, TrafficEvent event) {
        Flow flow = flows.get(id(declared, event));
        List<String> comments = comments(declared);
        comments.add(Remark.of(Remark.FAILED, event.connection(), event.text()).toString());
        event(declared, event, flow, comments);
        if (flow != null) {
            flow.failed(true);
        }
    }

    private void noted(Declared declared, TrafficEvent event) {
        List<String> comments = comments(declared);
        comments.add(Remark.of(Remark.NOTED, event.connection(), event.text()).toString());
        event(declared, event, flows.get(id(declared, event)), comments);
    }

    private void event(Declared declared, TrafficEvent event, @Nullable Flow flow, List<String> comments) {
        Packets.Envelope envelope =
                envelope(declared, event.direction() != Direction.OPENED || !opensHere(flow), comments);
        if (flow == null) {
            Ends ends = Ends.of(declared.about, declared.ordinal);
            packets.event(envelope, ends.remote(), ends.local());
        } else {
            packets.event(envelope, flow.remote().address(), flow.local().address());
        }
    }

    private static boolean opensHere(@Nullable Flow flow) {
        return flow != null && flow.openedHere();
    }

    private void data(Declared declared, TrafficEvent event) {
        Flow flow = flows.get(id(declared, event));
        if (flow == null) {
            flow = flow(declared, event.connection(), "");
        }
        List<String> comments = comments(declared);
        // Another connection may have had the same ends in between.
        if (!flow.isKnownIn(section) || holders.get(flow.key()) != flow) {
            comments.add(Remark.of(Remark.CONNECTION, event.connection(), flow.opened())
                    .toString());
            introduce(declared, flow, comments);
        }
        flow.failed(false);
        boolean out = event.direction() == Direction.OUT;
        WireForm.Extent wire = declared.about
                .wire()
                .toWire(out == flow.openedHere(), new WireForm.Extent(event.bytes(), event.length()));
        Flow.Side from = out ? flow.local() : flow.remote();
        Flow.Side to = out ? flow.remote() : flow.local();
        if (declared.about.datagrams()) {
            datagrams(declared, from, to, wire, !out, comments);
        } else {
            segments(declared, flow, from, wire, comments);
        }
    }

    private void datagrams(
            Declared declared,
            Flow.Side from,
            Flow.Side to,
            WireForm.Extent wire,
            boolean inbound,
            List<String> comments) {
        List<String> saying = comments;
        int done = 0;
        do {
            int length = Math.min(Packets.MOST_UDP, wire.length() - done);
            int kept = Math.clamp(wire.kept().length - done, 0, length);
            if (done + length < wire.length()) {
                saying = new ArrayList<>(saying);
                saying.add(new Remark(Remark.PART, "", "").toString());
            }
            packets.udp(
                    envelope(declared, inbound, saying),
                    from,
                    to,
                    wire.kept(),
                    Math.min(done, wire.kept().length),
                    kept,
                    length);
            saying = List.of();
            done += length;
        } while (done < wire.length());
    }

    private void segments(Declared declared, Flow flow, Flow.Side from, WireForm.Extent wire, List<String> comments) {
        Flow.Side to = other(flow, from);
        List<String> saying = comments;
        int done = 0;
        do {
            int length = Math.min(Packets.MOST_TCP, wire.length() - done);
            int kept = Math.clamp(wire.kept().length - done, 0, length);
            int flags = done + length < wire.length() ? Packets.ACK : Packets.ACK | Packets.PSH;
            packets.tcp(
                    envelope(declared, from == flow.remote(), saying),
                    from,
                    to,
                    flags,
                    wire.kept(),
                    Math.min(done, wire.kept().length),
                    kept,
                    length);
            if (from.unacknowledged() >= ACKNOWLEDGE_AFTER) {
                segment(declared, flow, to, Packets.ACK, List.of());
            }
            saying = List.of();
            done += length;
        } while (done < wire.length());
    }

    private void segment(Declared declared, Flow flow, Flow.Side from, int flags, List<String> comments) {
        packets.tcp(envelope(declared, from == flow.remote(), comments), from, other(flow, from), flags);
    }

    private static Flow.Side other(Flow flow, Flow.Side side) {
        return side == flow.local() ? flow.remote() : flow.local();
    }

    private Packets.Envelope envelope(Declared declared, boolean inbound, List<String> comments) {
        if (declared.packets++ == 0) {
            declared.first = lastNanos;
        }
        declared.last = lastNanos;
        return new Packets.Envelope(declared.number, lastNanos, inbound, comments);
    }

    /** The annotations that are due. */
    private List<String> comments(Declared declared) {
        List<String> comments = new ArrayList<>();
        if (marks.has(declared.about.id())) {
            marks.take(declared.about.id(), lastNanos, MOST_COMMENTS, comments);
        }
        return comments;
    }

    /** Ends the section: says what each interface has had, and what annotations are left. */
    public void end() throws IOException {
        for (String endpoint : marks.endpoints()) {
            Integer handle = byEndpoint.get(endpoint);
            Declared declared = handle != null ? interfaces.get(handle) : anyInterface();
            do {
                List<String> comments = new ArrayList<>();
                marks.take(endpoint, Long.MAX_VALUE, MOST_COMMENTS, comments);
                statistics(declared, comments);
            } while (marks.endpoints().contains(endpoint));
        }
        for (Declared declared : interfaces) {
            if (declared.number >= 0) {
                statistics(declared, List.of());
            }
        }
        flush();
    }

    /** What belongs to the whole session hangs on the first endpoint, or on an interface of its own where there is none. */
    private Declared anyInterface() throws IOException {
        int handle = interfaces.isEmpty()
                ? declare(
                        new CaptureInterface("session", application, "", Role.CLIENT, "", false, false, WireForm.BYTES))
                : 0;
        return interfaces.get(handle);
    }

    private void statistics(Declared declared, List<String> comments) {
        if (declared.number < 0) {
            describe(declared);
        }
        int block = octets.begin(STATISTICS);
        octets.little32(declared.number);
        octets.little32((int) (lastNanos >> 32));
        octets.little32((int) lastNanos);
        for (String comment : comments) {
            octets.option(COMMENT, comment);
        }
        if (comments.isEmpty()) {
            if (declared.packets > 0) {
                octets.optionTime(STATISTICS_START, declared.first);
                octets.optionTime(STATISTICS_END, declared.last);
            }
            octets.option64(RECEIVED, declared.packets);
            octets.option64(DROPPED, declared.lost);
        }
        octets.endOfOptions();
        octets.end(block);
    }
}
