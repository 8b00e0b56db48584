package org.netsonde.engine.http.client;

import java.time.Duration;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.protocol.Option;

/** Whether a client keeps replies and takes them instead of asking again. */
public sealed interface Caching {

    /** It asks every time. */
    record Off() implements Caching {}

    /**
     * It keeps replies to {@code GET} with status 200, unless they or their requests say {@code no-store} or {@code no-cache},
     * until a request asks for a change at the same address.
     *
     * @param ttl how long a reply is as good as a new one, whatever the server says of it
     * @param maxSize how many bytes all of them may have; those that were not asked for lately give way
     */
    record On(
            @Option(min = 1_000_000, max = 86_400_000_000_000L)
            Duration ttl,

            @Option(min = 1024, max = 1L << 30) DataSize maxSize)
            implements Caching {
        public On() {
            this(Duration.ofSeconds(60), new DataSize(16 << 20));
        }
    }
}
