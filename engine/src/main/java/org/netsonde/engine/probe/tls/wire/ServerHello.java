package org.netsonde.engine.probe.tls.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.netsonde.engine.message.Escapes;

/**
 * How a server answers a greeting, by agreeing or by asking for another key (RFC 8446, section 4.1.3 and 4.1.4).
 *
 * @param version the number of the version that it chose
 * @param suite the number of the cipher suite that it chose
 * @param retry whether it asks for another key
 * @param session how long the name of the session is, in bytes
 * @param compression what it compresses by; 0 for nothing
 * @param extensions their contents by their numbers
 */
public record ServerHello(
        int version, int suite, boolean retry, int session, int compression, Map<Integer, byte[]> extensions) {

    /** What stands for chance where a server asks for another key. */
    private static final byte[] RETRY =
            HexFormat.of().parseHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

    private static final int MAX_EXTENSIONS = 100;
    private static final int MAX_SESSION = 32;

    public ServerHello {
        extensions = Map.copyOf(extensions);
    }

    /**
     * Reads one.
     *
     * @param body the message without its header
     * @throws MalformedException if it is none
     */
    public static ServerHello read(byte[] body) throws MalformedException {
        Fields in = new Fields(body);
        int version = in.u16();
        byte[] random = in.take(RETRY.length);
        byte[] session = in.vector8().rest();
        if (session.length > MAX_SESSION) {
            throw new MalformedException("the name of a session is longer than 32 bytes");
        }
        int suite = in.u16();
        int compression = in.u8();
        Map<Integer, byte[]> extensions = new LinkedHashMap<>();
        if (!in.isEmpty()) {
            Fields list = in.vector16();
            while (!list.isEmpty()) {
                if (extensions.put(list.u16(), list.vector16().rest()) != null || extensions.size() > MAX_EXTENSIONS) {
                    throw new MalformedException("an extension comes twice, or there are too many");
                }
            }
        }
        if (!in.isEmpty()) {
            throw new MalformedException("a greeting goes on behind its end");
        }
        byte[] chosen = extensions.get(Extensions.SUPPORTED_VERSIONS);
        return new ServerHello(
                chosen == null ? version : new Fields(chosen).u16(),
                suite,
                Arrays.equals(random, RETRY),
                session.length,
                compression,
                extensions);
    }

    /** Whether it has an extension. */
    public boolean has(int extension) {
        return extensions.containsKey(extension);
    }

    /** The group that it wants a key of, or sends one of, in TLS 1.3; 0 where it says none. */
    public int group() throws MalformedException {
        byte[] share = extensions.get(Extensions.KEY_SHARE);
        return share == null ? 0 : new Fields(share).u16();
    }

    /** The protocol that it chose by ALPN, escaped. */
    public Optional<String> protocol() throws MalformedException {
        byte[] alpn = extensions.get(Extensions.ALPN);
        if (alpn == null) {
            return Optional.empty();
        }
        byte[] name = new Fields(alpn).vector16().vector8().rest();
        return Optional.of(
                Escapes.encode(new String(name, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.UTF_8)));
    }
}
