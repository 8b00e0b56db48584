package org.netsonde.engine.protocol.udp;

import java.time.Duration;
import java.util.List;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.protocol.SettingsException;

/**
 * Settings of a UDP client.
 *
 * @param target the endpoint to aim at; empty to use host and port
 * @param host the host to aim at; a broadcast address or a multicast group too
 * @param port its port
 * @param messages what is sent, one after another
 * @param interval the time from one message to the next
 * @param repeat how often the messages are gone through; 0 for ever
 * @param numbering whether each datagram begins with a number by which its reply is known
 * @param replyTimeout how long the reply to each message is waited for
 * @param broadcast whether it may send to broadcast addresses
 * @param multicast how it sends to a multicast group
 * @param local where its own socket is bound
 * @param receiveBuffer the system's receive buffer; 0 leaves it to the system
 */
public record UdpClientSettings(
        @Option(max = 200, editor = "endpoint") String target,

        @Option(min = 1, max = 255, editor = "address", replacedBy = "target")
        String host,

        @Option(min = 0, max = 65535, replacedBy = "target") int port,
        @Option(group = "messages", max = 10_000) List<StreamMessage> messages,

        @Option(group = "messages", min = 0, max = 86_400_000_000_000L, live = true)
        Duration interval,

        @Option(group = "messages", min = 0, max = 1_000_000_000)
        int repeat,

        @Option(group = "messages") boolean numbering,

        @Option(group = "limits", min = 1_000_000, max = 3_600_000_000_000L)
        Duration replyTimeout,

        @Option(group = "advanced") boolean broadcast,
        @Option(group = "advanced") MulticastSending multicast,
        @Option(group = "advanced") LocalBinding local,
        @Option(group = "advanced", min = 0, max = 1 << 30) DataSize receiveBuffer)
        implements Settings {

    public UdpClientSettings {
        if (port == 0 && target.isEmpty()) {
            throw new SettingsException("port", Phrase.of("problem.portZero"));
        }
    }

    /** A client of port 8889 of the loopback interface that sends nothing by itself. */
    public UdpClientSettings() {
        this(
                "",
                "127.0.0.1",
                8889,
                List.of(),
                Duration.ofSeconds(1),
                1,
                false,
                Duration.ofSeconds(5),
                false,
                new MulticastSending(),
                new LocalBinding(),
                new DataSize(1 << 20));
    }
}
