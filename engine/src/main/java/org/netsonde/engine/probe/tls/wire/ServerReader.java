package org.netsonde.engine.probe.tls.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a server says in the clear. Used by one thread. */
public final class ServerReader {

    /** How long a record may be: what TLS allows, with what encryption may add (RFC 5246, section 6.2.3). */
    static final int MAX_RECORD = (1 << 14) + 2048;

    /** How long a message may be. Chains of certificates are the longest. */
    static final int MAX_MESSAGE = 256 << 10;

    private static final int MAX_MESSAGES = 32;
    private static final int MAX_CERTIFICATES = 32;
    private static final int MAX_RECORDS = 1000;
    private static final int SHOWN = 64;

    private static final int ALERT = 21;
    private static final int HANDSHAKE = 22;
    private static final int WARNING = 1;

    private static final int SERVER_HELLO = 2;
    private static final int CERTIFICATE = 11;
    private static final int KEY_EXCHANGE = 12;
    private static final int CERTIFICATE_REQUEST = 13;
    private static final int HELLO_DONE = 14;
    private static final int CERTIFICATE_STATUS = 22;

    private final InputStream in;
    private byte[] pending = new byte[0];
    private final Deque<Message> messages = new ArrayDeque<>();
    private int records;

    private record Message(int type, byte[] body) {}

    /** Reads a connection from its beginning. */
    public ServerReader(InputStream in) {
        this.in = in;
    }

    /**
     * What becomes of the greeting.
     *
     * @throws ForeignException if it is no TLS
     * @throws MalformedException if it is broken TLS
     * @throws IOException if nothing comes in time
     */
    public Answer answer() throws IOException {
        try {
            Message first = next();
            if (first.type() != SERVER_HELLO) {
                throw new MalformedException("a server begins with message " + first.type());
            }
            return new Answer.Agreed(ServerHello.read(first.body()));
        } catch (AlertException e) {
            return new Answer.Refused(e.alert);
        } catch (EOFException e) {
            return new Answer.Closed();
        } catch (SocketException e) {
            return new Answer.Closed();
        }
    }

    /** All that the server says behind its greeting, up to TLS 1.2; as far as it comes. */
    public ServerFlight flight(ServerHello hello) throws IOException {
        List<byte[]> certificates = new ArrayList<>();
        byte[] status = null;
        byte[] exchange = null;
        boolean asks = false;
        boolean done = false;
        try {
            for (int i = 0; i < MAX_MESSAGES && !done; i++) {
                Message message = next();
                switch (message.type()) {
                    case CERTIFICATE -> certificates = certificates(message.body());
                    case CERTIFICATE_STATUS -> status = status(message.body());
                    case KEY_EXCHANGE -> exchange = message.body();
                    case CERTIFICATE_REQUEST -> asks = true;
                    case HELLO_DONE -> done = true;
                    default -> {
                        // Of no interest here.
                    }
                }
            }
        } catch (AlertException | EOFException | SocketException e) {
            // What was said until then counts.
            done = false;
        }
        return new ServerFlight(hello, certificates, status, exchange, asks, done);
    }

    static List<byte[]> certificates(byte[] body) throws MalformedException {
        Fields list = new Fields(body).vector24();
        List<byte[]> certificates = new ArrayList<>();
        while (!list.isEmpty()) {
            if (certificates.size() == MAX_CERTIFICATES) {
                throw new MalformedException("a chain of more than 32 certificates");
            }
            certificates.add(list.vector24().rest());
        }
        return certificates;
    }

    private static byte @Nullable [] status(byte[] body) throws MalformedException {
        Fields in = new Fields(body);
        return in.u8() == 1 ? in.vector24().rest() : null;
    }

    private Message next() throws IOException {
        while (messages.isEmpty()) {
            record();
        }
        return messages.remove();
    }

    private void record() throws IOException {
        if (++records > MAX_RECORDS) {
            throw new MalformedException("too many records");
        }
        byte[] header = in.readNBytes(1);
        if (header.length == 0) {
            throw new EOFException();
        }
        boolean known = header[0] == ALERT || header[0] == HANDSHAKE;
        header = join(header, in.readNBytes(known ? 4 : 0));
        if (!known || (header.length > 1 && header[1] != 3)) {
            throw records > 1 ? new MalformedException("a record of unknown type") : foreign(header);
        } else if (header.length < 5) {
            throw new EOFException();
        }
        int length = (header[3] & 0xFF) << 8 | (header[4] & 0xFF);
        if (length > MAX_RECORD) {
            throw new MalformedException("a record of " + length + " bytes");
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException();
        }
        if (header[0] == ALERT) {
            alert(body);
        } else {
            pending = join(pending, body);
            split();
        }
    }

    private ForeignException foreign(byte[] start) {
        byte[] more = new byte[0];
        try {
            // What has come with the first byte is there; it is not waited for more.
            more = in.readNBytes(Math.min(SHOWN, in.available()));
        } catch (IOException e) {
            // Then that is all.
        }
        return new ForeignException(join(start, more));
    }

    /** Warnings, as some servers give about names that they do not know, end nothing. */
    private static void alert(byte[] body) throws IOException {
        Fields alert = new Fields(body);
        int level = alert.u8();
        int description = alert.u8();
        if (level != WARNING || description == 0) {
            throw new AlertException(description);
        }
    }

    private void split() throws MalformedException {
        while (pending.length >= 4) {
            Fields fields = new Fields(pending);
            int type = fields.u8();
            int length = fields.u24();
            if (length > MAX_MESSAGE) {
                throw new MalformedException("a message of " + length + " bytes");
            } else if (pending.length < length + 4) {
                return;
            }
            messages.add(new Message(type, Arrays.copyOfRange(pending, 4, length + 4)));
            pending = Arrays.copyOfRange(pending, length + 4, pending.length);
        }
    }

    private static byte[] join(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private static final class AlertException extends IOException {

        private static final long serialVersionUID = 1;

        private final int alert;

        AlertException(int alert) {
            super("alert " + alert);
            this.alert = alert;
        }
    }
}
