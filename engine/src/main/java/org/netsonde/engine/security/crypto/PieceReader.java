package org.netsonde.engine.security.crypto;

/**
 * Gets what is read, piece by piece.
 *
 * @param <E> why it may refuse a piece
 */
@FunctionalInterface
public interface PieceReader<E extends Exception> {

    /**
     * The next piece.
     *
     * @param bytes what begins with it; used for the next one afterwards
     * @param count how long it is
     */
    void read(byte[] bytes, int count) throws E;
}
