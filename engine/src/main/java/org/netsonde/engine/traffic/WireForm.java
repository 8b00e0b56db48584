package org.netsonde.engine.traffic;

/**
 * How what a protocol records looked on the wire, for captures that other programs read. What is made of a record can be
 * read back as exactly that record. Stateless.
 */
public interface WireForm {

    /** Records are the bytes of the wire. */
    WireForm BYTES = new WireForm() {
        @Override
        public Extent toWire(boolean fromClient, Extent recorded) {
            return recorded;
        }

        @Override
        public Extent fromWire(Extent wire) {
            return wire;
        }
    };

    /**
     * Bytes of which some may not have been kept.
     *
     * @param kept what was kept of them, from the first on
     * @param length how many there were
     */
    record Extent(byte[] kept, int length) {}

    /**
     * The bytes of the wire for a record.
     *
     * @param fromClient whether the side that opened the connection sent it
     * @param recorded bytes and length of a {@link TrafficEvent} of data
     */
    Extent toWire(boolean fromClient, Extent recorded);

    /** The record that these bytes of the wire were made of. */
    Extent fromWire(Extent wire);
}
