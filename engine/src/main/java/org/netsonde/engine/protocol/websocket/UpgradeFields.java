package org.netsonde.engine.protocol.websocket;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The header fields of the opening handshake (RFC 6455, sections 4 and 11.3). */
final class UpgradeFields {

    // Names are the same in any case, but some devices only know them as the RFC writes them.
    static final String HOST = "Host";
    static final String UPGRADE = "Upgrade";
    static final String CONNECTION = "Connection";
    static final String KEY = "Sec-WebSocket-Key";
    static final String ACCEPT = "Sec-WebSocket-Accept";
    static final String VERSION = "Sec-WebSocket-Version";
    static final String PROTOCOL = "Sec-WebSocket-Protocol";
    static final String EXTENSIONS = "Sec-WebSocket-Extensions";

    /** The one version that there is. */
    static final String VERSION_13 = "13";

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_BYTES = 16;

    /** What the handshake itself sets. */
    private static final Set<String> OWN = Set.of(
            "connection",
            "upgrade",
            "content-length",
            "transfer-encoding",
            KEY.toLowerCase(Locale.ROOT),
            ACCEPT.toLowerCase(Locale.ROOT),
            VERSION.toLowerCase(Locale.ROOT),
            PROTOCOL.toLowerCase(Locale.ROOT),
            EXTENSIONS.toLowerCase(Locale.ROOT));

    private static final SecureRandom RANDOM = new SecureRandom();

    private UpgradeFields() {}

    /** Whether the handshake sets the field by itself. */
    static boolean isOwn(String name) {
        return OWN.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Whether a head asks for WebSocket, or agrees to it. */
    static boolean isUpgrade(HttpHeaders headers) {
        return headers.containsValue(UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                && headers.containsValue(CONNECTION, HttpHeaderValues.UPGRADE, true);
    }

    /** Adds what says so. */
    static void upgrade(HttpHeaders headers) {
        headers.set(UPGRADE, HttpHeaderValues.WEBSOCKET);
        headers.set(CONNECTION, UPGRADE);
    }

    /** A key that nobody else has. */
    static String newKey() {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    /** Whether a key is sixteen bytes in Base64. */
    static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** What a server answers to a key. */
    static String accept(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    /** The values of a field that is a list, whatever number of lines it stands on. */
    static List<String> list(HttpHeaders headers, String name) {
        return headers.getAll(name).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }
}
