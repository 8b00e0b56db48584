package org.netsonde.engine.probe.tls;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Failures;
import org.netsonde.engine.message.Escapes;
import org.netsonde.engine.probe.tls.wire.ForeignException;

/** The first words with a server: whether it is there, and speaks TLS at all. */
final class FirstContact {

    private static final int SHOWN = 40;

    private final Greeter greeter;
    private final Suites suites;
    private final String where;

    /**
     * One that has not been made.
     *
     * @param where the server, for messages
     */
    FirstContact(Greeter greeter, Suites suites, String where) {
        this.greeter = greeter;
        this.suites = suites;
        this.where = where;
    }

    /** Whether it is there and speaks TLS at all; what to say if it hung up on all greetings, and goes on to; null otherwise. */
    @Nullable
    Failure make() {
        Failure failure = null;
        // Old servers may not bear a new greeting, and the other way round.
        for (TlsVersion version : List.of(TlsVersion.TLS12, TlsVersion.TLS13, TlsVersion.TLS10, TlsVersion.SSL3)) {
            try {
                Greeter.Reply reply = greeter.greet(version, firstSuites(version));
                if (reply.spoke()) {
                    return null;
                }
                failure = TlsInspector.handshake("tlsClosed", where);
            } catch (ForeignException e) {
                throw new FailureException(foreign(e.start()), e);
            } catch (SocketTimeoutException e) {
                // One that is silent will go on to be so, and each time costs patience.
                throw new FailureException(
                        greeter.connected() ? TlsInspector.handshake("tlsTimeout", where) : Failures.of(e, where), e);
            } catch (IOException e) {
                throw new FailureException(
                        greeter.connected()
                                ? TlsInspector.handshake("inspectBroken", where, String.valueOf(e.getMessage()))
                                : Failures.of(e, where),
                        e);
            }
        }
        // It may take none of the suites of a first greeting, and not say so: the others are offered, too.
        return failure;
    }

    private List<Suite> firstSuites(TlsVersion version) {
        return suites.of(version).stream().limit(60).toList();
    }

    /** What it speaks instead, by how that begins. */
    private Failure foreign(byte[] start) {
        String text = new String(start, StandardCharsets.ISO_8859_1);
        // The first line says what it is.
        int end = text.indexOf('\r');
        int length = Math.min(end > 0 ? end : start.length, SHOWN);
        String shown = Escapes.encode(Arrays.copyOf(start, length));
        Map<String, String> known = Map.of(
                "HTTP/",
                "HTTP",
                "SSH-",
                "SSH",
                "220 ",
                "SMTP / FTP",
                "220-",
                "SMTP / FTP",
                "* OK",
                "IMAP",
                "+OK",
                "POP3",
                "RFB ",
                "VNC",
                "<?xml",
                "XMPP");
        return known.entrySet().stream()
                .filter(sign -> text.startsWith(sign.getKey()))
                .findFirst()
                .map(sign -> TlsInspector.handshake("inspectOther", where, sign.getValue(), shown))
                .orElseGet(() -> TlsInspector.handshake("tlsNotSpokenBut", where, shown));
    }
}
