package org.netsonde.engine.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.security.Identity;

/**
 * Shows the one identity that an endpoint has. It is shown also where the peer says that it trusts other authorities: what
 * the peer makes of it is what its user wants to see. Safe for threads.
 */
final class OwnIdentity extends X509ExtendedKeyManager {

    private static final String ALIAS = "own";

    private final Identity identity;
    private final Handshakes handshakes;

    OwnIdentity(Identity identity, Handshakes handshakes) {
        this.identity = identity;
        this.handshakes = handshakes;
    }

    private boolean fits(@Nullable String keyType) {
        String own = identity.key().getAlgorithm();
        // OpenSSL knows no name for Edwards curves and asks for the others only.
        return own.equals(keyType) || own.equals("EdDSA");
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        // Asked without a session, the JDK reads one out of a ticket and wants to know whether the certificate is the
        // same.
        if (engine != null && engine.getHandshakeSession() != null) {
            handshakes.proved(engine);
        }
        return fits(keyType) ? ALIAS : null;
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String @Nullable [] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return keyTypes != null && List.of(keyTypes).stream().anyMatch(this::fits) ? ALIAS : null;
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return fits(keyType) ? ALIAS : null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String @Nullable [] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return chooseEngineClientAlias(keyTypes, issuers, null);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(@Nullable String alias) {
        return ALIAS.equals(alias) ? identity.chain().toArray(new X509Certificate[0]) : null;
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(@Nullable String alias) {
        return ALIAS.equals(alias) ? identity.key() : null;
    }

    @Override
    public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return new String[] {ALIAS};
    }

    @Override
    public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return new String[] {ALIAS};
    }
}
