package org.netsonde.engine.tls;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;

/**
 * What is checked about peers, by the engine of the connection. Nothing is checked where a session is resumed. Safe for
 * threads.
 */
final class Handshakes {

    /** An engine that is gone takes its notes along. */
    private final Map<SSLEngine, List<Phrase>> checked = Collections.synchronizedMap(new WeakHashMap<>());

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
}
