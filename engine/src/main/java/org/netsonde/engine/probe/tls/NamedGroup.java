package org.netsonde.engine.probe.tls;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A group in which keys are exchanged, from the registry of TLS; what it is worth is in bits of a symmetric key. */
public enum NamedGroup {
    X25519_MLKEM768(0x11ec, "X25519MLKEM768", 192, true),
    P256_MLKEM768(0x11eb, "SecP256r1MLKEM768", 192, true),
    P384_MLKEM1024(0x11ed, "SecP384r1MLKEM1024", 256, true),
    X25519_KYBER768(0x6399, "X25519Kyber768Draft00", 192, true),
    MLKEM512(0x0200, "MLKEM512", 128, true),
    MLKEM768(0x0201, "MLKEM768", 192, true),
    MLKEM1024(0x0202, "MLKEM1024", 256, true),
    X25519(0x001d, "x25519", 128, false),
    P256(0x0017, "secp256r1", 128, false),
    X448(0x001e, "x448", 224, false),
    P384(0x0018, "secp384r1", 192, false),
    P521(0x0019, "secp521r1", 256, false),
    BRAINPOOL256(0x001a, "brainpoolP256r1", 128, false),
    BRAINPOOL384(0x001b, "brainpoolP384r1", 192, false),
    BRAINPOOL512(0x001c, "brainpoolP512r1", 256, false),
    BRAINPOOL256_TLS13(0x001f, "brainpoolP256r1tls13", 128, false),
    BRAINPOOL384_TLS13(0x0020, "brainpoolP384r1tls13", 192, false),
    BRAINPOOL512_TLS13(0x0021, "brainpoolP512r1tls13", 256, false),
    SM2(0x0029, "curveSM2", 128, false),
    SECP256K1(0x0016, "secp256k1", 128, false),
    SECT571R1(0x000e, "sect571r1", 256, false),
    SECT571K1(0x000d, "sect571k1", 256, false),
    SECT409R1(0x000c, "sect409r1", 192, false),
    SECT409K1(0x000b, "sect409k1", 192, false),
    SECT283R1(0x000a, "sect283r1", 128, false),
    SECT283K1(0x0009, "sect283k1", 128, false),
    SECP224R1(0x0015, "secp224r1", 112, false),
    SECP224K1(0x0014, "secp224k1", 112, false),
    SECT239K1(0x0008, "sect239k1", 112, false),
    SECT233R1(0x0007, "sect233r1", 112, false),
    SECT233K1(0x0006, "sect233k1", 112, false),
    SECP192R1(0x0013, "secp192r1", 96, false),
    SECP192K1(0x0012, "secp192k1", 96, false),
    SECT193R2(0x0005, "sect193r2", 96, false),
    SECT193R1(0x0004, "sect193r1", 96, false),
    SECT163R2(0x0003, "sect163r2", 80, false),
    SECT163R1(0x0002, "sect163r1", 80, false),
    SECT163K1(0x0001, "sect163k1", 80, false),
    SECP160R2(0x0011, "secp160r2", 80, false),
    SECP160R1(0x0010, "secp160r1", 80, false),
    SECP160K1(0x000f, "secp160k1", 80, false),
    FFDHE2048(0x0100, "ffdhe2048", 112, false),
    FFDHE3072(0x0101, "ffdhe3072", 128, false),
    FFDHE4096(0x0102, "ffdhe4096", 152, false),
    FFDHE6144(0x0103, "ffdhe6144", 176, false),
    FFDHE8192(0x0104, "ffdhe8192", 192, false);

    private static final int LEAST_BITS = 112;

    private final int code;
    private final String label;
    private final int bits;
    private final boolean quantum;

    NamedGroup(int code, String label, int bits, boolean quantum) {
        this.code = code;
        this.label = label;
        this.bits = bits;
        this.quantum = quantum;
    }

    /** Its number. */
    public int code() {
        return code;
    }

    /** Its name in the registry. */
    public String label() {
        return label;
    }

    /** What it is worth. */
    public int bits() {
        return bits;
    }

    /** Whether it withstands quantum computers. */
    public boolean isPostQuantum() {
        return quantum;
    }

    /** How good it is. */
    public Severity strength() {
        return bits < LEAST_BITS ? Severity.BAD : bits == LEAST_BITS ? Severity.NOTE : Severity.GOOD;
    }

    /** Those that TLS 1.3 can use. */
    static List<NamedGroup> ofTls13() {
        return Arrays.stream(values())
                .filter(group -> group.quantum
                        || group.name().endsWith("TLS13")
                        || group.isPrime()
                        || List.of(X25519, P256, X448, P384, P521, SM2).contains(group))
                .toList();
    }

    /** The curves that older versions can use. */
    static List<NamedGroup> curves() {
        return Arrays.stream(values())
                .filter(group ->
                        !group.quantum && !group.isPrime() && !group.name().endsWith("TLS13"))
                .toList();
    }

    private boolean isPrime() {
        return label.toLowerCase(Locale.ROOT).startsWith("ffdhe");
    }
}
