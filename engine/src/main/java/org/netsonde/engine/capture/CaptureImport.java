package org.netsonde.engine.capture;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.export.Progress;
import org.netsonde.engine.file.FileFailures;
import org.netsonde.engine.protocol.Protocol;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.session.Annotation;
import org.netsonde.engine.session.EndpointInfo;
import org.netsonde.engine.session.Machine;
import org.netsonde.engine.session.SessionInfo;
import org.netsonde.engine.session.SessionStore;
import org.netsonde.engine.session.SessionWriter;
import org.netsonde.engine.traffic.WireForm;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a session of a capture, pcapng or pcap, that any program wrote: one server for each address and port that
 * conversations were held with, their traffic put into order, and figures by the second as they follow from it. Comments
 * become marks. What Netsonde itself exported comes back as the endpoints and records that it was made of.
 *
 * <p>Bounded in time and space: of more than {@value #MOST_ENDPOINTS} servers, and behind {@value #MOST_BYTES} bytes of the
 * file, the rest is left out. All that is left out is counted and said in the session's notes.
 */
public final class CaptureImport {

    static final int MOST_ENDPOINTS = 500;
    static final long MOST_BYTES = 8L << 30;
    private static final int MOST_MARKS = 1000;
    private static final int REPORT_EVERY = 1024;
    private static final long REPORT_NANOS = 100_000_000;
    private static final String TCP = "tcp-server";
    private static final String UDP = "udp-server";

    private final SessionStore store;
    private final ProtocolRegistry protocols;
    private final String version;
    private final LongSupplier nanoTime;

    /**
     * What came of a file.
     *
     * @param sessionId the session
     * @param packets how many packets were read
     * @param leftOut what is not in the session, a sentence each; empty for nothing
     */
    public record Imported(String sessionId, long packets, List<Phrase> leftOut) {
        public Imported {
            leftOut = List.copyOf(leftOut);
        }
    }

    /**
     * An importer.
     *
     * @param store where sessions are made
     * @param version that of Netsonde
     */
    public CaptureImport(SessionStore store, ProtocolRegistry protocols, String version) {
        this(store, protocols, version, System::nanoTime);
    }

    CaptureImport(SessionStore store, ProtocolRegistry protocols, String version, LongSupplier nanoTime) {
        this.store = store;
        this.protocols = protocols;
        this.version = version;
        this.nanoTime = nanoTime;
    }

    /**
     * Imports a file. Waits for the disk; memory does not grow with the file.
     *
     * @param progress hears how far it is, and may end it; then there is no session
     * @throws FailureException of kind FILE if it cannot be read or understood, is no capture, or holds no packets of TCP
     *     or UDP
     * @throws CancellationException if the progress says so
     */
    public Imported read(Path file, Progress progress) {
        Run run = new Run(file, progress);
        boolean done = false;
        try {
            Imported imported = run.read();
            done = true;
            return imported;
        } catch (IOException e) {
            throw new FailureException(FileFailures.of(file, e), e);
        } catch (FailureException | CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new FailureException(Failure.of(Failure.Kind.FILE, "captureUnclear", file, e), e);
        } finally {
            if (!done) {
                run.undo();
            }
        }
    }

    /** The reading of one file. */
    private final class Run implements ForeignFlows.Servers {
        private final Path file;
        private final Progress progress;
        private final ForeignFlows flows = new ForeignFlows(this);
        private final Map<String, ImportedEndpoint> endpoints = new LinkedHashMap<>();
        private final Map<String, EventRestorer> restorers = new HashMap<>();
        private final List<String> early = new ArrayList<>();
        private @Nullable SessionWriter writer;
        private long nanos;
        private long earliest = Long.MAX_VALUE;
        private long latest = Long.MIN_VALUE;
        private long packets;
        private long reported;
        private long unknown;
        private long otherIp;
        private long fragments;
        private long marks;
        private long marksLeftOut;
        private boolean cut;

        Run(Path file, Progress progress) {
            this.file = file;
            this.progress = progress;
        }

        Imported read() throws IOException {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new FailureException(Failure.of(Failure.Kind.FILE, "fileNotRegular", file));
            }
            long size = Files.size(file);
            CaptureReader reader =
                    new CaptureReader(() -> FileChannel.open(file, StandardOpenOption.READ), any -> true, this::stray);
            if (!reader.isCapture()) {
                throw new FailureException(Failure.of(Failure.Kind.FILE, "noCapture", file));
            }
            for (CapturedPacket packet = reader.next(); packet != null; packet = reader.next()) {
                report(reader.position(), size);
                packets++;
                packet(packet, size);
                if (reader.position() > MOST_BYTES) {
                    cut = true;
                    break;
                }
            }
            SessionWriter session = writer;
            if (session == null) {
                throw new FailureException(Failure.of(Failure.Kind.FILE, "emptyCapture", file));
            }
            flows.end(latest);
            endpoints.values().forEach(ImportedEndpoint::end);
            List<Phrase> leftOut = leftOut(reader);
            session.end(SessionInfo.State.IMPORTED, instant(earliest), instant(latest));
            String id = session.info().id();
            store.rename(id, origin());
            if (!leftOut.isEmpty()) {
                store.notes(id, leftOut.stream().map(Phrase::toString).collect(Collectors.joining("\n")));
            }
            progress.report(1);
            return new Imported(id, packets, leftOut);
        }

        /** Says how far it is, and ends it where nobody wants it any more: every so many packets, and every so often. */
        private void report(long position, long size) {
            long now = nanoTime.getAsLong();
            if (packets % REPORT_EVERY == 0 || now - reported >= REPORT_NANOS) {
                progress.report(0.99 * position / Math.max(1, size));
                reported = now;
            }
        }

        private String origin() {
            return String.valueOf(file.getFileName());
        }

        /** Takes back what there is of a session. */
        void undo() {
            SessionWriter session = writer;
            if (session != null) {
                session.close();
                store.delete(session.info().id());
            }
        }

        private void packet(CapturedPacket packet, long size) {
            CaptureInterface.Facts facts = packet.on().facts();
            if (facts != null) {
                time(packet.nanos());
                own(packet, facts, size);
                return;
            }
            Decoded decoded = Decoded.of(packet);
            switch (decoded.kind()) {
                case TCP, UDP -> {
                    time(packet.nanos());
                    begin(size);
                    List<Annotation> made = new ArrayList<>();
                    ImportedEndpoint known = at(decoded);
                    packet.comments().forEach(comment -> mark(comment, known, made));
                    made.forEach(this::add);
                    flows.accept(packet, decoded);
                }
                case OTHER_IP -> otherIp++;
                case FRAGMENT -> fragments++;
                case UNKNOWN -> unknown++;
            }
        }

        /** Takes the time of a packet; captures are not always in the order of time. */
        private void time(long of) {
            nanos = of;
            earliest = Math.min(earliest, of);
            latest = Math.max(latest, of);
        }

        /** The endpoint that a packet is known to belong to before it is taken. */
        private @Nullable ImportedEndpoint at(Decoded decoded) {
            boolean datagrams = decoded.kind() == Decoded.Kind.UDP;
            ImportedEndpoint target = endpoints.get(key(datagrams, decoded.target(), decoded.targetPort()));
            return target != null ? target : endpoints.get(key(datagrams, decoded.source(), decoded.sourcePort()));
        }

        private static String key(boolean datagrams, byte[] address, int port) {
            return (datagrams ? UDP : TCP) + " " + HexFormat.of().formatHex(address) + " " + port;
        }

        /** A packet of Netsonde's own. */
        private void own(CapturedPacket packet, CaptureInterface.Facts facts, long size) {
            begin(size);
            if (Decoded.of(packet).kind() == Decoded.Kind.UNKNOWN) {
                unknown++;
            }
            CaptureInterface about = facts.about();
            ImportedEndpoint endpoint = endpoints.get(about.id());
            if (endpoint == null) {
                if (endpoints.size() >= MOST_ENDPOINTS) {
                    unknown++;
                    return;
                }
                ObjectNode settings = JsonMapper.shared().createObjectNode();
                EndpointInfo info = new EndpointInfo(
                        about.id(), about.name(), about.protocol(), about.role(), about.address(), settings);
                endpoint = new ImportedEndpoint(info, about.datagrams(), session(), nanos);
                endpoints.put(about.id(), endpoint);
                WireForm wire =
                        protocols.find(about.protocol()).map(Protocol::wire).orElse(WireForm.BYTES);
                restorers.put(about.id(), new EventRestorer(wire));
            }
            ImportedEndpoint of = endpoint;
            List<Annotation> made = new ArrayList<>();
            packet.comments().forEach(comment -> mark(comment, of, made));
            made.forEach(this::add);
            EventRestorer restorer = restorers.get(about.id());
            if (restorer != null) {
                restorer.accept(packet, of::event);
            }
        }

        /** A comment of a block that is no packet. */
        private void stray(@Nullable CapturedInterface on, String comment) {
            if (writer == null) {
                if (early.size() < MOST_MARKS) {
                    early.add(comment);
                }
                return;
            }
            CaptureInterface.Facts facts = on == null ? null : on.facts();
            List<Annotation> made = new ArrayList<>();
            mark(comment, facts == null ? null : endpoints.get(facts.about().id()), made);
            made.forEach(this::add);
        }

        private void mark(String comment, @Nullable ImportedEndpoint endpoint, List<Annotation> made) {
            String id = "c" + (marks + made.size() + 1);
            String of = endpoint == null ? "" : endpoint.info().id();
            Remark remark = Remark.parse(comment);
            if (remark != null) {
                Annotation marked = Marks.parse(remark, id, of);
                if (marked != null) {
                    made.add(marked);
                }
            } else if (!comment.isBlank()) {
                made.add(new Annotation(id, instant(nanos), Annotation.Kind.NOTE, of, comment));
            }
        }

        private void add(Annotation annotation) {
            if (marks >= MOST_MARKS) {
                marksLeftOut++;
                return;
            }
            marks++;
            session().annotation(annotation);
        }

        private SessionWriter session() {
            SessionWriter session = writer;
            if (session == null) {
                throw new IllegalStateException("no packet has come");
            }
            return session;
        }

        /** Makes the session with the first packet, whose time it begins at. */
        private void begin(long size) {
            if (writer != null) {
                return;
            }
            // Its own file has more to say of each packet, and an eighth of all that is for figures.
            long most = 4 * size + (256L << 20);
            writer = store.create(origin(), instant(nanos), version, new Machine("", "", 0, ""), "", most);
            List<Annotation> made = new ArrayList<>();
            early.forEach(comment -> mark(comment, null, made));
            early.clear();
            made.forEach(this::add);
        }

        @Override
        public boolean isKnown(boolean datagrams, InetSocketAddress address) {
            return endpoints.containsKey(key(datagrams, address.getAddress().getAddress(), address.getPort()));
        }

        @Override
        public @Nullable ImportedEndpoint server(boolean datagrams, InetSocketAddress address, long at) {
            String key = key(datagrams, address.getAddress().getAddress(), address.getPort());
            ImportedEndpoint known = endpoints.get(key);
            if (known != null || endpoints.size() >= MOST_ENDPOINTS) {
                return known;
            }
            String text = Addresses.text(address);
            String protocol = datagrams ? UDP : TCP;
            ObjectNode settings = JsonMapper.shared().createObjectNode();
            settings.put("host", address.getHostString()).put("port", address.getPort());
            EndpointInfo info = new EndpointInfo(
                    "capture-" + (endpoints.size() + 1),
                    (datagrams ? "UDP " : "TCP ") + text,
                    protocol,
                    Role.SERVER,
                    text,
                    settings);
            ImportedEndpoint made = new ImportedEndpoint(info, datagrams, session(), at);
            endpoints.put(key, made);
            return made;
        }

        private List<Phrase> leftOut(CaptureReader reader) {
            List<Phrase> all = new ArrayList<>();
            add(all, reader.ending() == CaptureReader.Ending.TORN, Phrase.of("capture.torn", reader.position()));
            add(all, reader.ending() == CaptureReader.Ending.DAMAGED, Phrase.of("capture.damaged", reader.position()));
            add(all, cut, Phrase.of("capture.cut", reader.position()));
            add(all, flows.leftOut() > 0, Phrase.of("capture.leftOutServers", flows.leftOut(), MOST_ENDPOINTS));
            add(all, otherIp > 0, Phrase.of("capture.leftOutOther", otherIp));
            add(all, fragments > 0, Phrase.of("capture.leftOutFragments", fragments));
            add(all, unknown > 0, Phrase.of("capture.leftOutUnknown", unknown));
            add(all, reader.skipped() > 0, Phrase.of("capture.leftOutBlocks", reader.skipped()));
            add(all, flows.repeated() > 0, Phrase.of("capture.repeated", flows.repeated()));
            add(all, flows.missing() > 0, Phrase.of("capture.missing", flows.missing()));
            add(all, marksLeftOut > 0, Phrase.of("capture.leftOutMarks", marksLeftOut));
            return all;
        }

        private static void add(List<Phrase> to, boolean there, Phrase phrase) {
            if (there) {
                to.add(phrase);
            }
        }

        private static Instant instant(long nanos) {
            return Instant.ofEpochSecond(nanos / 1_000_000_000, nanos % 1_000_000_000);
        }
    }
}
