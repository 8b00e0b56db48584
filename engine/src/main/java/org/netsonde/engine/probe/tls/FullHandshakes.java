package org.netsonde.engine.probe.tls;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.probe.tls.TlsInspection.Answer;
import org.netsonde.engine.security.Identity;
import org.netsonde.engine.tls.ChainWitness;

/**
 * Handshakes of the JDK's with one server, in one version, that share their sessions: the second may resume what the first
 * agreed on. Nothing is checked, only noted. Used by one thread.
 */
final class FullHandshakes {

    private static final int MAX_READ = 1 << 20;

    /** How long tickets are waited for, at least; longer where the server is far away. */
    private static final long TICKETS_NANOS = 300_000_000;

    private static final int ROUND_TRIPS = 4;
    private static final int MAX_AFTER = 64 << 10;

    private final Connector connector;
    private final TlsVersion version;
    private final Optional<SNIHostName> serverName;
    private final List<String> suites;
    private final SSLContext context;
    private final ChainWitness witness = new ChainWitness();
    private final Shower shower;

    /**
     * What came of a handshake.
     *
     * @param nanos how long it took, without connecting
     * @param connectNanos how long connecting took
     * @param resumed whether the session was resumed
     * @param chain what the server showed; empty where the session was resumed
     * @param status what the server says of the revocation of its certificates, in DER
     * @param asked whether it asked for a certificate of the client
     * @param survived whether the connection could be used after it, as far as it was waited for
     * @param protocol what was agreed on by ALPN; empty for nothing
     */
    record Outcome(
            long nanos,
            long connectNanos,
            boolean resumed,
            List<X509Certificate> chain,
            List<byte[]> status,
            boolean asked,
            Answer survived,
            String protocol) {}

    /**
     * Handshakes in a version.
     *
     * @param suites the names of the suites that the server takes
     * @param identity what is shown where the server asks; null for nothing
     */
    FullHandshakes(
            Connector connector,
            TlsVersion version,
            Optional<SNIHostName> serverName,
            List<String> suites,
            @Nullable Identity identity) {
        this.connector = connector;
        this.version = version;
        this.serverName = serverName;
        this.shower = new Shower(identity);
        try {
            context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {shower}, new TrustManager[] {witness}, null);
            List<String> known = List.of(context.getSupportedSSLParameters().getCipherSuites());
            this.suites = suites.stream().filter(known::contains).toList();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }

    /** Whether the JDK can speak with the server at all. */
    boolean canSpeak() {
        return !suites.isEmpty() && (version == TlsVersion.TLS12 || version == TlsVersion.TLS13);
    }

    /** Whether the server has asked for a certificate. */
    boolean asked() {
        return shower.asked;
    }

    /** What the server showed last, also where the handshake failed behind that. */
    List<X509Certificate> shown() {
        return witness.chain();
    }

    /**
     * A handshake.
     *
     * @param protocols what ALPN offers
     * @throws IOException if it failed
     */
    Outcome shake(List<String> protocols) throws IOException {
        return shake(protocols, false);
    }

    /**
     * A handshake whose connection is kept until the server has said whether it may be used: it tells whether a certificate of
     * the client is required.
     *
     * @throws IOException if it failed
     */
    Outcome shakeAndStay() throws IOException {
        return shake(List.of(), true);
    }

    private Outcome shake(List<String> protocols, boolean stays) throws IOException {
        try (Connector.Link link = connector.open()) {
            witness.forget();
            SSLSocket socket = layered(link, protocols);
            long begin = System.nanoTime();
            handshake(link, socket);
            long nanos = System.nanoTime() - begin;
            SSLSession session = socket.getSession();
            List<byte[]> status =
                    session instanceof ExtendedSSLSession extended ? extended.getStatusResponses() : List.of();
            List<X509Certificate> chain = witness.chain();
            Answer survived = stays ? survives(link, socket) : Answer.YES;
            if (!stays) {
                part(link, socket);
            }
            String protocol = socket.getApplicationProtocol();
            return new Outcome(
                    nanos,
                    link.connectNanos(),
                    chain.isEmpty(),
                    chain,
                    status,
                    shower.asked,
                    survived,
                    protocol == null ? "" : protocol);
        }
    }

    private SSLSocket layered(Connector.Link link, List<String> protocols) throws IOException {
        Socket plain = link.socket();
        // The name makes sessions found again; it is not looked up.
        SSLSocket socket = (SSLSocket) context.getSocketFactory()
                .createSocket(
                        plain,
                        connector.address().getAddress().getHostAddress(),
                        connector.address().getPort(),
                        true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(new String[] {version == TlsVersion.TLS13 ? "TLSv1.3" : "TLSv1.2"});
        parameters.setCipherSuites(suites.toArray(new String[0]));
        parameters.setServerNames(serverName
                .map(name -> List.<javax.net.ssl.SNIServerName>of(name))
                .orElse(List.of()));
        parameters.setApplicationProtocols(protocols.toArray(new String[0]));
        parameters.setEndpointIdentificationAlgorithm(null);
        socket.setSSLParameters(parameters);
        return socket;
    }

    private static void handshake(Connector.Link link, SSLSocket socket) throws IOException {
        try {
            socket.startHandshake();
        } catch (IOException e) {
            throw link.told(e);
        }
    }

    /**
     * Says good-bye and hears what the server says to that. In TLS 1.3 a server that misses a certificate says so only after
     * the handshake. Where it goes without an alert and without having said anything, that may be what it means.
     */
    private Answer survives(Connector.Link link, SSLSocket socket) {
        long before = link.received();
        try {
            socket.shutdownOutput();
            drain(socket, Long.MAX_VALUE);
        } catch (SocketTimeoutException e) {
            return Answer.YES;
        } catch (IOException e) {
            if (isAlert(e)) {
                return Answer.NO;
            }
            // It goes in a hurry.
        }
        boolean told = version != TlsVersion.TLS13 || !shower.asked || link.received() > before;
        return told ? Answer.YES : Answer.UNKNOWN;
    }

    /** Says good-bye, and takes what comes until the server does, too: the tickets of TLS 1.3 come behind the handshake. */
    private static void part(Connector.Link link, SSLSocket socket) {
        long nanos = Math.max(TICKETS_NANOS, ROUND_TRIPS * link.connectNanos());
        try {
            socket.shutdownOutput();
            socket.setSoTimeout((int) Math.max(1, nanos / 1_000_000));
            drain(socket, nanos);
        } catch (IOException e) {
            // What came until then is what there is.
        }
    }

    private static void drain(SSLSocket socket, long nanos) throws IOException {
        InputStream in = socket.getInputStream();
        long begin = System.nanoTime();
        byte[] buffer = new byte[8192];
        int left = MAX_AFTER;
        int count = 0;
        while (count >= 0 && left > 0 && System.nanoTime() - begin < nanos) {
            count = in.read(buffer);
            left -= count;
        }
    }

    /** Whether it is the server that says no, in words of TLS. */
    static boolean isAlert(IOException error) {
        return error instanceof SSLException
                && String.valueOf(error.getMessage()).toLowerCase(Locale.ROOT).contains("alert");
    }

    /**
     * Asks for another handshake on a connection, as a client of TLS 1.2 may.
     *
     * @param secure whether the server protects that (RFC 5746): where it does not, the JDK does not ask
     * @return whether the server agreed; unknown where it was not asked, or has not answered in time
     */
    Answer renegotiates(Answer secure) throws IOException {
        if (secure == Answer.NO) {
            return Answer.UNKNOWN;
        }
        try (Connector.Link link = connector.open()) {
            SSLSocket socket = layered(link, List.of());
            handshake(link, socket);
            AtomicBoolean again = new AtomicBoolean();
            // What ends it is the handshake, since no data will come.
            socket.addHandshakeCompletedListener(event -> {
                again.set(true);
                link.cut();
            });
            try {
                socket.startHandshake();
                InputStream in = socket.getInputStream();
                int left = MAX_READ;
                while (left-- > 0 && in.read() >= 0) {
                    // What it has to say besides is of no interest.
                }
            } catch (IOException e) {
                // It did not agree, or the listener closed the connection.
                boolean silent = link.told(e) instanceof SocketTimeoutException || e instanceof SocketTimeoutException;
                return silent && !again.get() ? Answer.UNKNOWN : Answer.of(again.get());
            }
            return Answer.of(again.get());
        }
    }

    /** Notes that the server asks, and shows what there is. */
    private static final class Shower extends X509ExtendedKeyManager {

        private static final String OWN = "own";

        private final @Nullable Identity identity;
        private boolean asked;

        Shower(@Nullable Identity identity) {
            this.identity = identity;
        }

        @Override
        public @Nullable String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
            asked = true;
            Identity shown = identity;
            return shown != null && Arrays.asList(keyTypes).contains(shown.key().getAlgorithm()) ? OWN : null;
        }

        @Override
        public String @Nullable [] getClientAliases(String keyType, Principal[] issuers) {
            return null;
        }

        @Override
        public X509Certificate @Nullable [] getCertificateChain(String alias) {
            return identity == null ? null : identity.chain().toArray(new X509Certificate[0]);
        }

        @Override
        public @Nullable PrivateKey getPrivateKey(String alias) {
            return identity == null ? null : identity.key();
        }

        @Override
        public String @Nullable [] getServerAliases(String keyType, Principal[] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
            return null;
        }
    }
}
