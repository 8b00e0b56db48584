package org.netsonde.engine.security.crypto;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.security.crypto.DigestAlgorithm.Running;

/** Digests of bytes and of files. Stateless. */
public final class Digests {

    private Digests() {}

    /** The digest of bytes. */
    public static byte[] of(DigestAlgorithm algorithm, byte[] bytes) {
        Running running = algorithm.start();
        running.read(bytes, bytes.length);
        return running.end();
    }

    /** Several digests of the same bytes. */
    public static Map<DigestAlgorithm, byte[]> of(Collection<DigestAlgorithm> algorithms, byte[] bytes) {
        Map<DigestAlgorithm, byte[]> digests = new EnumMap<>(DigestAlgorithm.class);
        algorithms.forEach(algorithm -> digests.put(algorithm, of(algorithm, bytes)));
        return digests;
    }

    /**
     * Which of the digests is the given one, written as for {@link Hmac#check}; nothing where none is.
     */
    public static Optional<DigestAlgorithm> find(Map<DigestAlgorithm, byte[]> digests, String given) {
        return digests.entrySet().stream()
                .filter(entry -> GivenBytes.read(given, entry.getValue().length)
                        .filter(bytes -> MessageDigest.isEqual(bytes, entry.getValue()))
                        .isPresent())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /**
     * Several digests of a file, which is read once. Blocks on the disk.
     *
     * @throws FailureException of kind FILE if it cannot be read or is no file
     * @throws java.util.concurrent.CancellationException if the watch does not go on
     */
    public static Map<DigestAlgorithm, byte[]> ofFile(Collection<DigestAlgorithm> algorithms, Path file, Watch watch) {
        Map<DigestAlgorithm, Running> running = new EnumMap<>(DigestAlgorithm.class);
        algorithms.forEach(algorithm -> running.put(algorithm, algorithm.start()));
        FileBytes.read(file, (bytes, count) -> running.values().forEach(one -> one.read(bytes, count)), watch);
        Map<DigestAlgorithm, byte[]> digests = new EnumMap<>(DigestAlgorithm.class);
        running.forEach((algorithm, one) -> digests.put(algorithm, one.end()));
        return digests;
    }
}
