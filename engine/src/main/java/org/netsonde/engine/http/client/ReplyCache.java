package org.netsonde.engine.http.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.http.HttpUrl;

/** Replies that are as good as new ones for a while. Confined to the client's event loop. */
final class ReplyCache {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    /** About what an entry takes beside its bytes. */
    private static final int ENTRY = 300;

    private final Cache<String, byte[]> replies;
    private final Runnable expired;

    /**
     * An empty one.
     *
     * @param ticker nanoseconds, as {@link System#nanoTime} counts them
     * @param expired told of each reply that gets too old
     */
    ReplyCache(Caching.On settings, LongSupplier ticker, Runnable expired) {
        this.expired = expired;
        this.replies = Caffeine.newBuilder()
                .ticker(ticker::getAsLong)
                // On the caller's thread, which is the one that counts.
                .executor(Runnable::run)
                .expireAfterWrite(settings.ttl())
                .maximumWeight(settings.maxSize().bytes())
                .weigher((String key, byte[] reply) -> key.length() + reply.length + ENTRY)
                .removalListener(this::removed)
                .build();
    }

    private void removed(@Nullable String key, byte @Nullable [] reply, RemovalCause cause) {
        if (cause == RemovalCause.EXPIRED) {
            expired.run();
        }
    }

    /** The reply to a request, whole, as it is recorded. */
    Optional<byte[]> find(String key) {
        // So that what is too old is counted now, and not when there is next something to do.
        replies.cleanUp();
        return Optional.ofNullable(replies.getIfPresent(key));
    }

    /** Keeps a reply. */
    void keep(String key, byte[] reply) {
        replies.put(key, reply);
    }

    /** Drops all replies of an address, since what is there has been changed (RFC 9111, section 4.4). */
    void forget(HttpUrl url) {
        String start = start(url);
        replies.asMap().keySet().removeIf(key -> key.startsWith(start));
    }

    /** Whether a request asks for a change, so that what is known of its address holds no more (RFC 9110, section 9.2.1). */
    static boolean changes(String method) {
        return !SAFE.contains(method);
    }

    /** Whether the reply to this request may be taken from here. */
    static boolean mayAsk(String method, boolean hasBody, HttpHeaders request) {
        return method.equals("GET")
                && !hasBody
                && !request.contains("Range")
                && !says(request, "no-store")
                && !says(request, "no-cache");
    }

    /** Whether a reply may be kept. */
    static boolean mayKeep(int status, HttpHeaders reply) {
        return status == 200 && !says(reply, "no-store") && !says(reply, "no-cache") && !"*".equals(reply.get("Vary"));
    }

    private static boolean says(HttpHeaders headers, String directive) {
        return headers.getAll("Cache-Control").stream()
                .flatMap(value -> Arrays.stream(value.toLowerCase(Locale.ROOT).split(",")))
                .anyMatch(word -> word.strip().equals(directive));
    }

    /**
     * What a reply is found by: the address and all that is sent with it, so that nobody gets what was meant for somebody else;
     * as a digest, since there are secrets in it.
     */
    static String key(HttpUrl url, HttpHeaders request) {
        Map<String, String> fields = new TreeMap<>();
        for (Map.Entry<String, String> field : request) {
            fields.merge(field.getKey().toLowerCase(Locale.ROOT), field.getValue(), (a, b) -> a + "\n" + b);
        }
        StringBuilder text = new StringBuilder();
        fields.forEach(
                (name, value) -> text.append("\r\n").append(name).append(':').append(value));
        return start(url) + digest(text.toString());
    }

    /** What the keys of all replies of an address begin with. */
    private static String start(HttpUrl url) {
        return digest(url.toString());
    }

    private static String digest(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
