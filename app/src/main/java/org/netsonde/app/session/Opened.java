package org.netsonde.app.session;

/** Something read from the disk that is to be closed. */
interface Opened extends AutoCloseable {

    @Override
    void close();
}
