package org.netsonde.engine.protocol.websocket;

/** Paths as they stand in requests. */
final class WebSocketPath {

    private WebSocketPath() {}

    /** Whether a path, with its query, can stand in a request as it is: what else there is must be written as %XX. */
    static boolean isPlain(String path) {
        return path.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '#');
    }
}
