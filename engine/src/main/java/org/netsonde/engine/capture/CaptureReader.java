package org.netsonde.engine.capture;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads packets from a pcapng file (draft-ietf-opsawg-pcapng) or a pcap file (draft-ietf-opsawg-pcap), of either byte order,
 * with times in any unit. Streams: memory does not grow with the file. Reads up to the last whole packet; where the file has
 * grown since, it goes on. Believes no size that the file states: blocks of more than 4 MiB are passed over and counted.
 * Belongs to one thread at a time.
 */
final class CaptureReader {

    /** A block that is looked into is no longer than this. */
    static final int MOST_BLOCK = 4 << 20;

    static final int MOST_INTERFACES = 4096;
    private static final int MOST_COMMENTS = 256;
    private static final int MOST_NAME = 1000;

    private static final int SECTION_HEADER = 0x0A0D0D0A;
    private static final int BYTE_ORDER = 0x1A2B3C4D;
    private static final int INTERFACE = 1;
    private static final int OLD_PACKET = 2;
    private static final int SIMPLE_PACKET = 3;
    private static final int STATISTICS = 5;
    private static final int ENHANCED_PACKET = 6;

    private static final int PCAP_MICROS = 0xA1B2C3D4;
    private static final int PCAP_NANOS = 0xA1B23C4D;
    private static final int PCAP_HEADER = 24;
    private static final int PCAP_PACKET = 16;

    /** Why there is nothing more to read for now. */
    enum Ending {
        /** It ends with a whole packet. */
        WHOLE,
        /** It ends in the middle of something: it is still being written, or was cut off. */
        TORN,
        /** What stands there is no packet. */
        DAMAGED
    }

    private enum Format {
        UNKNOWN,
        PCAPNG,
        PCAP
    }

    private final FileWindow window;
    private final Predicate<CapturedInterface> wanted;
    private final BiConsumer<@Nullable CapturedInterface, String> stray;
    private final List<CapturedInterface> interfaces = new ArrayList<>();
    private Format format = Format.UNKNOWN;
    private boolean big;
    private int sections;
    private long skipped;
    private long lastNanos;
    private Ending ending = Ending.WHOLE;

    /** Reads packets of all interfaces. */
    CaptureReader(Path file) {
        this(() -> FileChannel.open(file, StandardOpenOption.READ), any -> true, (on, comment) -> {});
    }

    /**
     * A reader at the beginning of a file.
     *
     * @param file opens it
     * @param wanted of which interfaces packets are read
     * @param stray hears comments of blocks other than packets and interfaces, and the interface that they are about
     */
    CaptureReader(
            FileWindow.Opener file,
            Predicate<CapturedInterface> wanted,
            BiConsumer<@Nullable CapturedInterface, String> stray) {
        this.window = new FileWindow(file);
        this.wanted = wanted;
        this.stray = stray;
    }

    /** Whether the file begins as a capture does. */
    boolean isCapture() throws IOException {
        return recognise();
    }

    /** How far it has read, in bytes. */
    long position() {
        return window.at();
    }

    /** Why the latest call found nothing. */
    Ending ending() {
        return ending;
    }

    /** How many blocks were passed over since they were too long or of an interface that is not there. */
    long skipped() {
        return skipped;
    }

    /** The next packet; null where there is none for now, see {@link #ending}. */
    @Nullable
    CapturedPacket next() throws IOException {
        while (ending != Ending.DAMAGED) {
            if (format == Format.UNKNOWN && !recognise()) {
                return null;
            }
            long before = window.at();
            CapturedPacket packet = format == Format.PCAP ? pcapPacket() : block();
            if (packet != null) {
                return packet;
            }
            if (window.at() == before) {
                return null;
            }
        }
        return null;
    }

    private boolean recognise() throws IOException {
        if (format != Format.UNKNOWN) {
            return true;
        }
        if (!window.has(12)) {
            ending = window.has(1) ? Ending.TORN : Ending.WHOLE;
            return false;
        }
        int magic = window.s32(0, true);
        if (magic == SECTION_HEADER) {
            int order = window.s32(8, true);
            if (order == BYTE_ORDER || order == Integer.reverseBytes(BYTE_ORDER)) {
                format = Format.PCAPNG;
                return true;
            }
        } else if (isPcap(magic) || isPcap(Integer.reverseBytes(magic))) {
            if (!window.has(PCAP_HEADER)) {
                ending = Ending.TORN;
                return false;
            }
            big = isPcap(magic);
            boolean nanos = window.s32(0, big) == PCAP_NANOS;
            CaptureClock clock = nanos ? CaptureClock.NANOSECONDS : CaptureClock.MICROSECONDS;
            // The upper bits say how many bytes of checksum frames end in.
            int linkType = window.s32(20, big) & 0xFFFF;
            interfaces.add(new CapturedInterface(0, linkType, "", "", window.s32(16, big), clock, null));
            window.skip(PCAP_HEADER);
            format = Format.PCAP;
            return true;
        }
        ending = Ending.DAMAGED;
        return false;
    }

    private static boolean isPcap(int magic) {
        return magic == PCAP_MICROS || magic == PCAP_NANOS;
    }

    private @Nullable CapturedPacket end(Ending how) {
        ending = how;
        return null;
    }

    private @Nullable CapturedPacket missing() throws IOException {
        return end(window.has(1) ? Ending.TORN : Ending.WHOLE);
    }

    // pcap

    private @Nullable CapturedPacket pcapPacket() throws IOException {
        if (!window.has(PCAP_PACKET)) {
            return missing();
        }
        long captured = window.u32(8, big);
        if (captured > MOST_BLOCK) {
            return end(Ending.DAMAGED);
        }
        int kept = (int) captured;
        if (!window.has(PCAP_PACKET + kept)) {
            return end(Ending.TORN);
        }
        CapturedInterface on = interfaces.getFirst();
        long fraction = window.u32(4, big) * (on.clock().resolution() == 9 ? 1 : 1000);
        long nanos = window.u32(0, big) * 1_000_000_000L + fraction;
        long length = Math.max(captured, window.u32(12, big));
        CapturedPacket packet = new CapturedPacket(
                on, nanos, CapturedPacket.Way.UNKNOWN, window.copy(PCAP_PACKET, kept), length, List.of());
        window.skip(PCAP_PACKET + captured);
        return packet;
    }

    // pcapng

    /** Reads one block; null where it was no packet, or is not all there, in which case the window stays. */
    private @Nullable CapturedPacket block() throws IOException {
        if (!window.has(12)) {
            return missing();
        }
        int type = window.s32(0, big);
        if (type == SECTION_HEADER) {
            int order = window.s32(8, true);
            if (order != BYTE_ORDER && order != Integer.reverseBytes(BYTE_ORDER)) {
                return end(Ending.DAMAGED);
            }
            big = order == BYTE_ORDER;
        }
        long length = window.u32(4, big);
        if (length < 12 || length % 4 != 0) {
            return end(Ending.DAMAGED);
        }
        boolean known = isKnown(type);
        if (!known || length > MOST_BLOCK) {
            // The last bytes tell whether it is all there.
            if (length <= MOST_BLOCK && !window.has((int) length)) {
                return end(Ending.TORN);
            }
            skipped += known ? 1 : 0;
            window.skip(length);
            return null;
        }
        int size = (int) length;
        if (!window.has(size)) {
            return end(Ending.TORN);
        }
        if (window.u32(size - 4, big) != length) {
            return end(Ending.DAMAGED);
        }
        CapturedPacket packet = content(type, size);
        if (ending != Ending.DAMAGED) {
            window.skip(length);
        }
        return packet;
    }

    private static boolean isKnown(int type) {
        return switch (type) {
            case SECTION_HEADER, INTERFACE, OLD_PACKET, SIMPLE_PACKET, STATISTICS, ENHANCED_PACKET -> true;
            default -> false;
        };
    }

    private @Nullable CapturedPacket content(int type, int size) {
        switch (type) {
            case SECTION_HEADER -> section(size);
            case INTERFACE -> describe(size);
            case STATISTICS -> statistics(size);
            case ENHANCED_PACKET, OLD_PACKET -> {
                return packet(type, size);
            }
            default -> {
                return simplePacket(size);
            }
        }
        return null;
    }

    private void section(int size) {
        if (size < 28) {
            ending = Ending.DAMAGED;
            return;
        }
        interfaces.clear();
        sections++;
        for (String comment : comments(24, size - 4)) {
            stray.accept(null, comment);
        }
    }

    private void describe(int size) {
        if (size < 20) {
            ending = Ending.DAMAGED;
            return;
        }
        if (interfaces.size() >= MOST_INTERFACES) {
            skipped++;
            return;
        }
        String[] texts = {"", ""};
        int[] resolution = {CaptureClock.MICROSECONDS.resolution()};
        long[] offset = {0};
        CaptureInterface.Facts[] facts = {null};
        options(16, size - 4, (code, at, length) -> {
            switch (code) {
                case 1 -> {
                    CaptureInterface.Facts read = CaptureInterface.Facts.read(text(at, length));
                    facts[0] = read == null ? facts[0] : read;
                }
                case 2, 3 -> texts[code - 2] = text(at, Math.min(length, MOST_NAME));
                case 9 -> resolution[0] = length < 1 ? resolution[0] : window.octet(at);
                case 14 -> offset[0] = length < 8 ? 0 : window.s64(at, big);
                default -> {}
            }
        });
        interfaces.add(new CapturedInterface(
                sections - 1,
                window.u16(8, big),
                texts[0],
                texts[1],
                window.s32(12, big),
                new CaptureClock(resolution[0], offset[0]),
                facts[0]));
    }

    private void statistics(int size) {
        if (size < 24) {
            ending = Ending.DAMAGED;
            return;
        }
        long number = window.u32(8, big);
        CapturedInterface on = number < interfaces.size() ? interfaces.get((int) number) : null;
        for (String comment : comments(20, size - 4)) {
            stray.accept(on, comment);
        }
    }

    private @Nullable CapturedPacket packet(int type, int size) {
        if (size < 32) {
            return end(Ending.DAMAGED);
        }
        long number = type == OLD_PACKET ? window.u16(8, big) : window.u32(8, big);
        long captured = window.u32(20, big);
        if (captured > size - 32) {
            return end(Ending.DAMAGED);
        }
        if (number >= interfaces.size()) {
            skipped++;
            return null;
        }
        CapturedInterface on = interfaces.get((int) number);
        if (!wanted.test(on)) {
            return null;
        }
        lastNanos = on.clock().nanos((window.u32(12, big) << 32) | window.u32(16, big));
        int kept = (int) captured;
        int options = 28 + ((kept + 3) & ~3);
        CapturedPacket.Way[] way = {CapturedPacket.Way.UNKNOWN};
        List<String> comments = new ArrayList<>();
        options(options, size - 4, (code, at, length) -> {
            if (code == 1 && comments.size() < MOST_COMMENTS) {
                comments.add(text(at, length));
            } else if (code == 2 && length == 4) {
                way[0] = switch (window.s32(at, big) & 3) {
                    case 1 -> CapturedPacket.Way.INBOUND;
                    case 2 -> CapturedPacket.Way.OUTBOUND;
                    default -> CapturedPacket.Way.UNKNOWN;
                };
            }
        });
        long length = Math.max(captured, window.u32(24, big));
        return new CapturedPacket(on, lastNanos, way[0], window.copy(28, kept), length, comments);
    }

    /** Has no time of its own and belongs to the first interface; takes the time of the packet before it. */
    private @Nullable CapturedPacket simplePacket(int size) {
        if (size < 16) {
            return end(Ending.DAMAGED);
        }
        if (interfaces.isEmpty()) {
            skipped++;
            return null;
        }
        CapturedInterface on = interfaces.getFirst();
        if (!wanted.test(on)) {
            return null;
        }
        long length = window.u32(8, big);
        long most = on.snapLength() == 0 ? length : Math.min(length, on.snapLength() & 0xFFFF_FFFFL);
        int kept = (int) Math.min(most, size - 16);
        return new CapturedPacket(
                on, lastNanos, CapturedPacket.Way.UNKNOWN, window.copy(12, kept), Math.max(kept, length), List.of());
    }

    // Options

    @FunctionalInterface
    private interface OptionSink {
        void option(int code, int at, int length);
    }

    private void options(int from, int end, OptionSink sink) {
        int at = from;
        while (at + 4 <= end) {
            int code = window.u16(at, big);
            int length = window.u16(at + 2, big);
            at += 4;
            if (code == 0 || length > end - at) {
                return;
            }
            sink.option(code, at, length);
            at += (length + 3) & ~3;
        }
    }

    private List<String> comments(int from, int end) {
        List<String> comments = new ArrayList<>();
        options(from, end, (code, at, length) -> {
            if (code == 1 && comments.size() < MOST_COMMENTS) {
                comments.add(text(at, length));
            }
        });
        return comments;
    }

    private String text(int at, int length) {
        return new String(window.copy(at, length), StandardCharsets.UTF_8);
    }
}
