package org.netsonde.engine.tls;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;

/**
 * What managers of keys and of trust do during a handshake, by the engine of the connection. Both have nothing to do where a
 * session is resumed. Safe for threads.
 */
final class Handshakes {

    /** An engine that is gone takes its notes along. */
    private final Map<SSLEngine, List<Phrase>> checked = Collections.synchronizedMap(new WeakHashMap<>());

    private final Map<SSLEngine, Boolean> proved = Collections.synchronizedMap(new WeakHashMap<>());

    /** The peer's certificate was accepted. */
    void checked(@Nullable SSLEngine engine, List<Phrase> checks) {
        if (engine != null) {
            checked.put(engine, checks);
        }
    }

    /** What was checked; null if the peer showed no certificate in this handshake. */
    @Nullable
    List<Phrase> checks(SSLEngine engine) {
        return checked.get(engine);
    }

    /** A server was asked for its certificate. */
    void proved(SSLEngine engine) {
        proved.put(engine, true);
    }

    /** Whether a server was asked for its certificate. */
    boolean hasProved(SSLEngine engine) {
        return proved.containsKey(engine);
    }
}
