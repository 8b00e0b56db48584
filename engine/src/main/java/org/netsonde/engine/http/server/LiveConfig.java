package org.netsonde.engine.http.server;

/** What a server was told last. Safe for threads. */
final class LiveConfig {

    private volatile HttpServerConfig config;

    LiveConfig(HttpServerConfig config) {
        this.config = config;
    }

    HttpServerConfig get() {
        return config;
    }

    void take(HttpServerConfig next) {
        config = next;
    }
}
