package org.netsonde.engine.relay.form;

/** What a relay understands of the streams that pass it. */
public enum Application {
    /** Bytes, or messages where a framing says where they end. */
    NONE,
    /** HTTP/1.1: requests and replies. */
    HTTP,
    /** WebSocket: messages, behind the handshake. */
    WEBSOCKET
}
