package org.netsonde.engine.message.template;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32;

/** The checksums that a template may hold. */
enum Checksum {
    /** CRC-8/SMBUS: polynomial 0x07. */
    CRC8("crc8") {
        @Override
        byte[] of(ByteBuffer bytes) {
            return number(CRC_8.of(bytes), 1);
        }
    },
    /** CRC-16/MODBUS: polynomial 0x8005 reflected, from 0xFFFF. Modbus RTU sends it least significant byte first. */
    CRC16_MODBUS("crc16-modbus") {
        @Override
        byte[] of(ByteBuffer bytes) {
            return number(MODBUS.of(bytes), 2);
        }
    },
    /** CRC-16/CCITT-FALSE: polynomial 0x1021, from 0xFFFF. */
    CRC16_CCITT("crc16-ccitt") {
        @Override
        byte[] of(ByteBuffer bytes) {
            return number(CCITT.of(bytes), 2);
        }
    },
    /** CRC-32 as in Ethernet, ZIP and PNG. */
    CRC32("crc32") {
        @Override
        byte[] of(ByteBuffer bytes) {
            CRC32 crc = new CRC32();
            crc.update(bytes);
            return number((int) crc.getValue(), 4);
        }
    },
    /** The two's complement of the sum of all bytes, as in Modbus ASCII. */
    LRC("lrc") {
        @Override
        byte[] of(ByteBuffer bytes) {
            int sum = 0;
            while (bytes.hasRemaining()) {
                sum += bytes.get();
            }
            return number(-sum, 1);
        }
    },
    /** Exclusive or of all bytes, as in NMEA 0183. */
    XOR("xor") {
        @Override
        byte[] of(ByteBuffer bytes) {
            int all = 0;
            while (bytes.hasRemaining()) {
                all ^= bytes.get();
            }
            return number(all, 1);
        }
    },
    MD5("md5") {
        @Override
        byte[] of(ByteBuffer bytes) {
            return digest("MD5", bytes);
        }
    },
    SHA256("sha256") {
        @Override
        byte[] of(ByteBuffer bytes) {
            return digest("SHA-256", bytes);
        }
    };

    private static final Crc CRC_8 = Crc.plain(8, 0x07, 0);
    private static final Crc MODBUS = Crc.reflected(0xA001, 0xFFFF);
    private static final Crc CCITT = Crc.plain(16, 0x1021, 0xFFFF);

    private final String id;

    Checksum(String id) {
        this.id = id;
    }

    /** Its name in a template. */
    String id() {
        return id;
    }

    /** The checksum of what remains in the buffer, most significant byte first. */
    abstract byte[] of(ByteBuffer bytes);

    private static byte[] number(int value, int size) {
        byte[] out = new byte[size];
        for (int i = 0; i < size; i++) {
            out[i] = (byte) (value >>> (8 * (size - 1 - i)));
        }
        return out;
    }

    private static byte[] digest(String algorithm, ByteBuffer bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            digest.update(bytes);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }
}
