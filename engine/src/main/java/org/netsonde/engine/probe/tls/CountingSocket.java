package org.netsonde.engine.probe.tls;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/** A socket that counts what is read of it, also by what lies on top of it. */
final class CountingSocket extends Socket {

    private final AtomicLong received = new AtomicLong();

    /** How many bytes have been read. */
    long received() {
        return received.get();
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                int one = super.read();
                received.addAndGet(one < 0 ? 0 : 1);
                return one;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int count = super.read(bytes, offset, length);
                received.addAndGet(Math.max(0, count));
                return count;
            }
        };
    }
}
