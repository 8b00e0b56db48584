package org.netsonde.engine.tls;

import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;

/** Accepts whatever certificate comes: only where the user has asked for just that. Safe for threads. */
final class BlindTrust extends X509ExtendedTrustManager {

    private final Handshakes handshakes;

    BlindTrust(Handshakes handshakes) {
        this.handshakes = handshakes;
    }

    private void accept(@Nullable SSLEngine engine) {
        handshakes.checked(engine, List.of(Phrase.of("check.nothing")));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
        accept(engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
        accept(engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
        accept(null);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
        accept(null);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {
        accept(null);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {
        accept(null);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
