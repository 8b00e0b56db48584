package org.netsonde.engine.tls;

import io.netty.util.NetUtil;
import java.io.Closeable;
import java.io.IOException;
import java.net.IDN;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Failures;

/**
 * Asks a host for the certificates that it shows: begins a handshake, trusts nothing and sends nothing. Used once; may be
 * cancelled by any thread.
 */
public final class HostChain implements Closeable {

    private final String host;
    private final int port;
    private final Duration limit;
    private final Socket socket = new Socket();
    private final CountDownLatch done = new CountDownLatch(1);
    private final ChainWitness listener = new ChainWitness();
    private volatile boolean late;

    /**
     * A question that has not been asked yet.
     *
     * @param limit how long it may take in all, once the name has been looked up
     */
    public HostChain(String host, int port, Duration limit) {
        this.host = host;
        this.port = port;
        this.limit = limit;
    }

    /**
     * What it shows, its own certificate first; also where it ends the handshake afterwards, because it wants a certificate of
     * the client for example. Blocks.
     *
     * @throws FailureException if it cannot be reached, does not speak TLS, or does not answer in time
     */
    public List<X509Certificate> fetch() {
        String where = host + ":" + port;
        try (this) {
            InetSocketAddress address = new InetSocketAddress(host, port);
            if (address.isUnresolved()) {
                throw new UnknownHostException(host);
            }
            Thread.ofVirtual().name("host-chain-limit").start(this::watch);
            socket.connect(address, Math.toIntExact(limit.toMillis()));
            handshake();
            return shown(where, null);
        } catch (IOException e) {
            return shown(where, e);
        }
    }

    private List<X509Certificate> shown(String where, @Nullable IOException error) {
        List<X509Certificate> chain = listener.chain();
        if (!chain.isEmpty()) {
            return chain;
        } else if (late) {
            throw new FailureException(
                    socket.isConnected()
                            ? Failure.of(Failure.Kind.TLS_HANDSHAKE, "tlsTimeout", where)
                            : Failure.of(Failure.Kind.CONNECT_TIMEOUT, "connectTimeout", where));
        } else if (error == null) {
            throw new FailureException(Failure.of(Failure.Kind.CERTIFICATE, "hostWithoutCertificate", where));
        }
        throw new FailureException(Failures.of(error, where), error);
    }

    private void handshake() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {listener}, null);
            try (SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, host, port, true)) {
                SSLParameters parameters = tls.getSSLParameters();
                serverName(parameters);
                tls.setSSLParameters(parameters);
                tls.startHandshake();
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK speaks TLS", e);
        }
    }

    private void serverName(SSLParameters parameters) {
        if (!NetUtil.isValidIpV4Address(host) && !NetUtil.isValidIpV6Address(host)) {
            try {
                parameters.setServerNames(List.of(new SNIHostName(IDN.toASCII(host))));
            } catch (IllegalArgumentException e) {
                // It was looked up all the same: a name of this machine or network, which servers are not asked for.
                parameters.setServerNames(List.of());
            }
        }
    }

    /** A peer that sends a byte now and then would never be given up by the limits of single reads. */
    private void watch() {
        try {
            if (!done.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                late = true;
                socket.close();
            }
        } catch (InterruptedException | IOException e) {
            // Nobody interrupts this thread, and a socket that cannot be closed is closed.
            Thread.currentThread().interrupt();
        }
    }

    /** Gives up. */
    @Override
    public void close() {
        done.countDown();
        try {
            socket.close();
        } catch (IOException e) {
            System.getLogger(HostChain.class.getName())
                    .log(System.Logger.Level.DEBUG, "a socket could not be closed", e);
        }
    }
}
