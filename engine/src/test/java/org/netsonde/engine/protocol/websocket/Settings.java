package org.netsonde.engine.protocol.websocket;

import org.netsonde.engine.protocol.Bound;
import org.netsonde.engine.protocol.SettingsBinder;
import tools.jackson.databind.json.JsonMapper;

/** Settings and messages from JSON in which single quotes stand for double ones. */
final class Settings {

    private Settings() {}

    static WebSocketOptions options(String json) {
        return server(json).orThrow().webSocket();
    }

    static Bound<WebSocketServerSettings> server(String json) {
        return bind(WebSocketServerSettings.class, new WebSocketServerSettings(), json);
    }

    static Bound<WebSocketClientSettings> client(String json) {
        return bind(WebSocketClientSettings.class, new WebSocketClientSettings(), json);
    }

    static Bound<WebSocketMessage> message(String json) {
        return bind(WebSocketMessage.class, new WebSocketMessage(), json);
    }

    private static <T extends Record> Bound<T> bind(Class<T> type, T defaults, String json) {
        return SettingsBinder.bind(type, defaults, JsonMapper.shared().readTree(json.replace('\'', '"')));
    }
}
