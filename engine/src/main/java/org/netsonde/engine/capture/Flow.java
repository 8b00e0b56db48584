package org.netsonde.engine.capture;

import java.util.Arrays;

/** One connection as packets: its ends, and how far each has got. */
final class Flow {

    /** One end. */
    static final class Side {
        private final byte[] address;
        private final int port;
        private int sequence;
        private long unacknowledged;

        Side(byte[] address, int port, int sequence) {
            this.address = address;
            this.port = port;
            this.sequence = sequence;
        }

        byte[] address() {
            return address;
        }

        int port() {
            return port;
        }

        int sequence() {
            return sequence;
        }

        /** So much of the stream has left this side. */
        void sent(int bytes) {
            sequence += bytes;
            unacknowledged += bytes;
        }

        /** The other side has said that it has everything. */
        void acknowledged() {
            unacknowledged = 0;
        }

        long unacknowledged() {
            return unacknowledged;
        }
    }

    /**
     * Both ends in an order that does not depend on the direction, as packets tell flows apart.
     *
     * @param ends addresses and ports
     */
    record Key(byte[] ends) {

        static Key of(byte[] one, int onePort, byte[] other, int otherPort) {
            boolean ordered = order(one, onePort, other, otherPort) <= 0;
            byte[] ends = new byte[one.length + other.length + 4];
            int at = put(ends, 0, ordered ? one : other, ordered ? onePort : otherPort);
            put(ends, at, ordered ? other : one, ordered ? otherPort : onePort);
            return new Key(ends);
        }

        private static int order(byte[] one, int onePort, byte[] other, int otherPort) {
            int order = Arrays.compare(one, other);
            return order == 0 ? Integer.compare(onePort, otherPort) : order;
        }

        private static int put(byte[] ends, int at, byte[] address, int port) {
            System.arraycopy(address, 0, ends, at, address.length);
            ends[at + address.length] = (byte) (port >> 8);
            ends[at + address.length + 1] = (byte) port;
            return at + address.length + 2;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && Arrays.equals(ends, key.ends);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(ends);
        }
    }

    /** In which form the addresses stand, and why. */
    enum Form {
        /** As they were. */
        REAL,
        /** Some are made up, since they were not recorded. */
        MADE_UP,
        /** Otherwise than they were, since the capture has the other side's record of this connection too. */
        MAPPED
    }

    private final String endpoint;
    private final long connection;
    private final String opened;
    private final Side local;
    private final Side remote;
    private final Key key;
    private final Form form;
    private final boolean openedHere;
    private int section = -1;
    private boolean failed;

    /**
     * A flow that no section knows of.
     *
     * @param endpoint the id of the endpoint
     * @param opened the text with which it was opened; empty where that is not known
     * @param openedHere whether this side opened it
     */
    Flow(String endpoint, long connection, String opened, Side local, Side remote, Form form, boolean openedHere) {
        this.endpoint = endpoint;
        this.connection = connection;
        this.opened = opened;
        this.local = local;
        this.remote = remote;
        this.key = Key.of(local.address(), local.port(), remote.address(), remote.port());
        this.form = form;
        this.openedHere = openedHere;
    }

    String endpoint() {
        return endpoint;
    }

    long connection() {
        return connection;
    }

    String opened() {
        return opened;
    }

    Side local() {
        return local;
    }

    Side remote() {
        return remote;
    }

    Key key() {
        return key;
    }

    Form form() {
        return form;
    }

    boolean openedHere() {
        return openedHere;
    }

    /** Whether the section of that number knows which connection it is. */
    boolean isKnownIn(int number) {
        return section == number;
    }

    void knownIn(int number) {
        section = number;
    }

    /** Whether nothing came after a failure. */
    boolean failed() {
        return failed;
    }

    void failed(boolean value) {
        failed = value;
    }
}
