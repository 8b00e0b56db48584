package org.netsonde.engine.probe.tls.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How a client greets a server (RFC 8446, section 4.1.2, and RFC 5246, section 7.4.1.2).
 *
 * @param version the number of the highest version that it speaks, 0x0300 to 0x0304; the latter is the only one it then speaks
 * @param suites the numbers of the cipher suites, its favourite first
 * @param groups the numbers of the groups for exchanging keys
 * @param shares keys that it sends at once, of TLS 1.3; may be empty, and the server then names the group that it wants
 * @param protocols the names that ALPN offers; none for no such offer
 * @param serverName the server that is asked for (RFC 6066); null where it has an address only
 * @param compression whether it offers to compress
 */
public record ClientHello(
        int version,
        List<Integer> suites,
        List<Integer> groups,
        List<KeyShare> shares,
        List<String> protocols,
        @Nullable String serverName,
        boolean compression) {

    /** SSL 3.0. */
    public static final int SSL3 = 0x0300;

    private static final int TLS10 = 0x0301;
    private static final int TLS12 = 0x0303;
    private static final int TLS13 = 0x0304;

    private static final int HANDSHAKE = 22;
    private static final int CLIENT_HELLO = 1;
    private static final int RANDOM = 32;

    /** Tells by a suite what SSL 3.0 has no extension for: that renegotiation is safe (RFC 5746). */
    private static final int RENEGOTIATION_SCSV = 0x00ff;

    /** Some load balancers wait for ever behind a greeting of this size (RFC 7685). */
    private static final int BAD_FROM = 256;

    private static final int BAD_TO = 512;

    private static final int[] SIGNATURES = {
        0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x081a, 0x081b, 0x081c, 0x0809, 0x080a, 0x080b, 0x0804, 0x0805, 0x0806,
        0x0401, 0x0501, 0x0601, 0x0303, 0x0301, 0x0402, 0x0502, 0x0602, 0x0302, 0x0203, 0x0201, 0x0202, 0x0101
    };

    public ClientHello {
        suites = List.copyOf(suites);
        groups = List.copyOf(groups);
        shares = List.copyOf(shares);
        protocols = List.copyOf(protocols);
    }

    /** As a record that can be sent. */
    public byte[] toRecord(RandomGenerator random) {
        byte[] id = new byte[version == TLS13 ? RANDOM : 0];
        random.nextBytes(id);
        byte[] nonce = new byte[RANDOM];
        random.nextBytes(nonce);
        byte[] body = body(nonce, id, 0);
        int length = body.length + 4;
        if (version > SSL3 && length >= BAD_FROM && length < BAD_TO) {
            body = body(nonce, id, Math.max(1, BAD_TO - length - 4));
        }
        byte[] message = body;
        return new Writer()
                .u8(HANDSHAKE)
                .u16(Math.min(version, TLS10))
                .u16(message.length + 4)
                .u8(CLIENT_HELLO)
                .u24(message.length)
                .bytes(message)
                .toBytes();
    }

    private byte[] body(byte[] nonce, byte[] id, int padding) {
        Writer out = new Writer().u16(Math.min(version, TLS12)).bytes(nonce);
        out.vector8(w -> w.bytes(id));
        out.vector16(w -> {
            suites.forEach(w::u16);
            if (version == SSL3) {
                w.u16(RENEGOTIATION_SCSV);
            }
        });
        out.vector8(w -> {
            if (compression) {
                w.u8(1);
            }
            w.u8(0);
        });
        if (version > SSL3) {
            out.vector16(w -> extensions(w, padding));
        }
        return out.toBytes();
    }

    private void extensions(Writer out, int padding) {
        String name = serverName;
        if (name != null) {
            out.extension(
                    Extensions.SERVER_NAME,
                    w -> w.vector16(
                            list -> list.u8(0).vector16(n -> n.bytes(name.getBytes(StandardCharsets.US_ASCII)))));
        }
        if (!groups.isEmpty()) {
            out.extension(Extensions.SUPPORTED_GROUPS, w -> w.vector16(list -> groups.forEach(list::u16)));
            out.extension(Extensions.POINT_FORMATS, w -> w.vector8(list -> list.u8(0)));
        }
        if (version >= TLS12) {
            out.extension(
                    Extensions.SIGNATURE_ALGORITHMS,
                    w -> w.vector16(list -> {
                        for (int signature : SIGNATURES) {
                            list.u16(signature);
                        }
                    }));
        }
        out.extension(Extensions.STATUS_REQUEST, w -> w.u8(1).u16(0).u16(0));
        if (!protocols.isEmpty()) {
            out.extension(
                    Extensions.ALPN,
                    w -> w.vector16(list -> protocols.forEach(
                            protocol -> list.vector8(n -> n.bytes(protocol.getBytes(StandardCharsets.US_ASCII))))));
        }
        if (version == TLS13) {
            out.extension(Extensions.SUPPORTED_VERSIONS, w -> w.vector8(list -> list.u16(TLS13)));
            out.extension(Extensions.KEY_EXCHANGE_MODES, w -> w.vector8(list -> list.u8(1)));
            out.extension(
                    Extensions.KEY_SHARE,
                    w -> w.vector16(list ->
                            shares.forEach(share -> list.u16(share.group()).vector16(key -> key.bytes(share.key())))));
        } else {
            out.extension(Extensions.ENCRYPT_THEN_MAC, w -> {});
            out.extension(Extensions.EXTENDED_MASTER_SECRET, w -> {});
            out.extension(Extensions.SESSION_TICKET, w -> {});
            out.extension(Extensions.RENEGOTIATION_INFO, w -> w.vector8(none -> {}));
        }
        if (padding > 0) {
            out.extension(Extensions.PADDING, w -> w.bytes(new byte[padding]));
        }
    }
}
