package org.netsonde.engine.probe.tls;

import java.util.Locale;

/**
 * A cipher suite.
 *
 * @param code its number
 * @param name its name in the registry of TLS
 * @param openSsl what OpenSSL calls it; empty where OpenSSL does not know it
 * @param exchange how keys are exchanged, such as {@code ECDHE}; {@code any} in TLS 1.3
 * @param authentication what the server proves itself with, such as {@code RSA}; {@code none}, or {@code any} in TLS 1.3
 * @param encryption what encrypts, such as {@code AES-128 GCM}
 * @param bits how strong that is
 * @param mac what authenticates: {@code AEAD} where the encryption does
 */
public record Suite(
        int code,
        String name,
        String openSsl,
        String exchange,
        String authentication,
        String encryption,
        int bits,
        String mac) {

    /** Below this a cipher can be broken by trying. */
    private static final int LEAST_BITS = 112;

    /** Its number as registries write it, such as {@code 0xC02F}. */
    public String number() {
        return String.format(Locale.ROOT, "0x%04X", code);
    }

    /** Whether it belongs to TLS 1.3. */
    public boolean isTls13() {
        return exchange.equals("any");
    }

    /** Whether what was recorded stays secret when the server's key becomes known. */
    public boolean isForwardSecret() {
        return isTls13() || exchange.startsWith("DHE") || exchange.equals("ECDHE") || exchange.equals("ECCPWD");
    }

    /** Whether nobody proves anything. */
    public boolean isAnonymous() {
        return authentication.equals("none");
    }

    /** Whether it was weakened for export. */
    public boolean isExport() {
        return exchange.endsWith(" export");
    }

    /** Whether it encrypts and authenticates in one. */
    public boolean isAead() {
        return mac.equals("AEAD");
    }

    /** Whether it encrypts by RC4. */
    public boolean isRc4() {
        return encryption.equals("RC4");
    }

    /** Whether its blocks are so short that they repeat in a long connection (SWEET32). */
    public boolean hasShortBlocks() {
        return encryption.startsWith("3DES")
                || encryption.startsWith("DES")
                || encryption.startsWith("IDEA")
                || encryption.startsWith("RC2")
                || encryption.startsWith("GOST 28147");
    }

    /** How good it is. */
    public Severity strength() {
        if (bits < LEAST_BITS || isAnonymous() || isExport() || isRc4() || mac.equals("MD5")) {
            return Severity.BAD;
        } else if (!isForwardSecret() || hasShortBlocks() || authentication.equals("DSS")) {
            return Severity.WEAK;
        }
        return isAead() ? Severity.GOOD : Severity.NOTE;
    }
}
