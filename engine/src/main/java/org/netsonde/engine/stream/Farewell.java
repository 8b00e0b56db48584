package org.netsonde.engine.stream;

/** How an endpoint takes its leave of a peer, after everything that was written has left. */
@FunctionalInterface
public interface Farewell {

    /** Says goodbye, and sees to it that the connection is closed soon. On the connection's thread. */
    void say(StreamConnection connection);

    /** As TCP means it: no more comes from here, and what the peer still sends is taken in for a while. */
    final class Tcp implements Farewell {
        @Override
        public void say(StreamConnection connection) {
            connection.endOutput();
            connection.closeSoon();
        }
    }
}
