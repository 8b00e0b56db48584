package org.netsonde.engine.tls;

import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Takes note of what a server shows and accepts it: for connections over which nothing is sent, so that nothing needs to be
 * trusted. Safe for threads.
 */
public final class ChainWitness extends X509ExtendedTrustManager {

    private volatile List<X509Certificate> chain = List.of();

    /** What the server has shown, its own certificate first; empty where it has not come to that. */
    public List<X509Certificate> chain() {
        return chain;
    }

    /** Forgets what was shown, before another connection. */
    public void forget() {
        chain = List.of();
    }

    private void note(X509Certificate[] shown) {
        chain = List.of(shown);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String authType, Socket socket) {
        note(shown);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String authType, SSLEngine engine) {
        note(shown);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String authType) {
        note(shown);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String authType, Socket socket) {
        throw new UnsupportedOperationException("this is a client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String authType, SSLEngine engine) {
        throw new UnsupportedOperationException("this is a client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String authType) {
        throw new UnsupportedOperationException("this is a client");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
