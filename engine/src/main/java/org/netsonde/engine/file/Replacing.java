package org.netsonde.engine.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Moves a file over another. Windows refuses that while any program has one of them open, if only to look for viruses or
 * to index it, which lasts for milliseconds; so a refusal is taken for an answer only after a while. Stateless.
 */
final class Replacing {

    /** With the pause, a third of a second. */
    private static final int TRIES = 16;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private Replacing() {}

    /** Moves one file over another. */
    @FunctionalInterface
    interface Move {
        /** Moves at once or not at all. */
        void move(Path from, Path to) throws IOException;
    }

    /**
     * Moves a file in one step over another, which need not be there.
     *
     * @param patient whether a refusal may be about to pass
     * @throws IOException if it could not be moved; then both are as they were
     */
    static void move(Path from, Path to, boolean patient) throws IOException {
        move(from, to, patient, (a, b) -> Files.move(a, b, StandardCopyOption.ATOMIC_MOVE));
    }

    /**
     * Java has "access denied" for the file that is replaced and no name of its own for "used by another process", which
     * Windows says of the one that is moved. All else that has a name stays as it is, and so does a full disk.
     */
    private static boolean mayPass(FileSystemException e) {
        return e instanceof AccessDeniedException
                || (e.getClass() == FileSystemException.class && !FileFailures.isFull(e));
    }

    static void move(Path from, Path to, boolean patient, Move move) throws IOException {
        int left = patient ? TRIES : 1;
        while (true) {
            left--;
            try {
                move.move(from, to);
                return;
            } catch (FileSystemException e) {
                if (left == 0 || !mayPass(e) || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }
}
