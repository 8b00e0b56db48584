package org.netsonde.engine.capture;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map that forgets what was not used for longest when it is full. */
final class Lru<K, V> {

    private final LinkedHashMap<K, V> map = new LinkedHashMap<>(16, 0.75f, true);
    private final int most;

    Lru(int most) {
        this.most = most;
    }

    @Nullable
    V get(K key) {
        return map.get(key);
    }

    void put(K key, V value) {
        map.put(key, value);
        if (map.size() > most) {
            Map.Entry<K, V> eldest = map.firstEntry();
            map.remove(eldest.getKey());
        }
    }

    @Nullable
    V remove(K key) {
        return map.remove(key);
    }

    void clear() {
        map.clear();
    }

    int size() {
        return map.size();
    }
}
