package org.netsonde.app.panel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.netsonde.app.chart.Unit;
import org.netsonde.app.fact.FactSection;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.transport.SocketFacts;
import org.netsonde.engine.transport.TcpInfo;

/** What the system tells of the socket of a connection, as facts to be read. */
final class SocketSection {

    private static final double NANOS_PER_MILLI = 1e6;

    private final Texts texts;
    private final List<FactSection.Row> rows = new ArrayList<>();

    private SocketSection(Texts texts) {
        this.texts = texts;
    }

    /** The facts, always in the same order. */
    static FactSection of(SocketFacts facts, Texts texts) {
        SocketSection section = new SocketSection(texts);
        TcpInfo tcp = facts.tcp();
        if (tcp != null) {
            section.tcp(tcp);
        }
        section.row("buffers", section.value("buffers", bytes(facts.sendBuffer()), bytes(facts.receiveBuffer())));
        if (facts.untold() != null) {
            section.row("untold", texts.get(facts.untold()));
        }
        return new FactSection(texts.get("panel.socket"), section.rows);
    }

    private void tcp(TcpInfo tcp) {
        row("state", texts.get("panel.socket.state." + tcp.state().name().toLowerCase(Locale.ROOT)));
        row("rtt", value("rtt", time(tcp.rttNanos()), time(tcp.rttVarianceNanos())));
        row("leastRtt", isUnknown(tcp.leastRttNanos()) ? unknown() : time(tcp.leastRttNanos()));
        row("timeout", time(tcp.timeoutNanos()));
        row("retransmits", value("retransmits", tcp.retransmits(), tcp.retransmitting()));
        row("onTheWay", value("onTheWay", tcp.unacknowledged(), tcp.lost()));
        row("window", value("window", tcp.congestionWindow(), bytes(tcp.congestionWindowBytes())));
        row(
                "threshold",
                tcp.slowStartThreshold() >= TcpInfo.INFINITE
                        ? texts.get("panel.socket.threshold.none")
                        : value("threshold", tcp.slowStartThreshold()));
        row("mss", value("mss", exactBytes(tcp.sendMss()), exactBytes(tcp.receiveMss())));
        row("pathMtu", exactBytes(tcp.pathMtu()));
        row("unsent", isUnknown(tcp.unsentBytes()) ? unknown() : bytes(tcp.unsentBytes()));
        row(
                "deliveryRate",
                isUnknown(tcp.deliveryRate()) ? unknown() : Unit.BYTES_PER_SECOND.format((double) tcp.deliveryRate()));
    }

    private void row(String name, String value) {
        rows.add(new FactSection.Row(texts.get("panel.socket." + name), value));
    }

    private String value(String name, Object... arguments) {
        return texts.get("panel.socket." + name + ".value", arguments);
    }

    private String unknown() {
        return texts.get("panel.socket.unknown");
    }

    private static boolean isUnknown(long value) {
        return value == TcpInfo.UNKNOWN;
    }

    private static String time(long nanos) {
        return Unit.MILLISECONDS.format(nanos / NANOS_PER_MILLI);
    }

    private static String bytes(long count) {
        return Unit.BYTES.format((double) count);
    }

    /** Sizes that people know to the byte, such as 1460. */
    private static String exactBytes(long count) {
        return count + " B";
    }
}
