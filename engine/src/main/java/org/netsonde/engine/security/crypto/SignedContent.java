package org.netsonde.engine.security.crypto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.file.FileFailures;

/** What is signed: bytes, or a file. */
public sealed interface SignedContent {

    /** How long it is, in bytes. */
    long length();

    /**
     * Reads it to its end, piece by piece.
     *
     * @param <E> what the reader may throw
     * @throws FailureException of kind FILE if it cannot be read
     * @throws java.util.concurrent.CancellationException if the watch does not go on
     */
    <E extends Exception> void read(PieceReader<E> reader, Watch watch) throws E;

    /** Bytes, which are not copied. */
    @SuppressWarnings("ArrayRecordComponent")
    record Bytes(byte[] bytes) implements SignedContent {

        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public <E extends Exception> void read(PieceReader<E> reader, Watch watch) throws E {
            reader.read(bytes, bytes.length);
            watch.report(bytes.length, bytes.length);
        }

        /** How long it is; what it is may be a secret. */
        @Override
        public String toString() {
            return "Bytes[" + bytes.length + "]";
        }
    }

    /** A file of the user. Blocks on the disk. */
    record OfFile(Path file) implements SignedContent {

        /**
         * {@inheritDoc}
         *
         * @throws FailureException of kind FILE if it cannot be read, or is no file
         */
        @Override
        public long length() {
            FileBytes.requireRegular(file);
            try {
                return Files.size(file);
            } catch (IOException e) {
                throw new FailureException(FileFailures.of(file, e), e);
            }
        }

        @Override
        public <E extends Exception> void read(PieceReader<E> reader, Watch watch) throws E {
            FileBytes.read(file, reader, watch);
        }
    }
}
