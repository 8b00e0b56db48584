package org.netsonde.engine.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.http.HttpUrl;
import org.netsonde.engine.protocol.DataSize;

class ReplyCacheTest {

    private final AtomicLong now = new AtomicLong();
    private final AtomicLong expired = new AtomicLong();
    private final ReplyCache cache = new ReplyCache(
            new Caching.On(Duration.ofSeconds(10), new DataSize(4096)), now::get, expired::incrementAndGet);

    private static HttpHeaders fields(String... pairs) {
        HttpHeaders fields = new DefaultHttpHeaders();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.add(pairs[i], pairs[i + 1]);
        }
        return fields;
    }

    @Test
    void replyIsFoundUntilItIsTooOld() {
        cache.keep("k", new byte[] {1});
        now.addAndGet(Duration.ofSeconds(9).toNanos());
        assertThat(cache.find("k")).hasValue(new byte[] {1});
        now.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(cache.find("k")).isEmpty();
        assertThat(expired).hasValue(1);
        assertThat(cache.find("k")).isEmpty();
        assertThat(expired).hasValue(1);
    }

    @Test
    void allOfThemHaveNoMoreThanTheirRoom() {
        for (int i = 0; i < 100; i++) {
            cache.keep("k" + i, new byte[500]);
        }
        long kept = java.util.stream.IntStream.range(0, 100)
                .filter(i -> cache.find("k" + i).isPresent())
                .count();
        assertThat(kept).isBetween(1L, 8L);
        assertThat(expired).hasValue(0);
    }

    @Test
    void keyTellsApartWhatWasSentDifferently() {
        HttpUrl url = HttpUrl.parse("http://h/a");
        String alice = ReplyCache.key(url, fields("Authorization", "alice"));
        assertThat(ReplyCache.key(url, fields("authorization", "alice"))).isEqualTo(alice);
        assertThat(ReplyCache.key(url, fields("Authorization", "bob"))).isNotEqualTo(alice);
        assertThat(ReplyCache.key(url, fields())).isNotEqualTo(alice);
        assertThat(ReplyCache.key(HttpUrl.parse("http://h/b"), fields("Authorization", "alice")))
                .isNotEqualTo(alice);
        assertThat(alice).doesNotContain("alice");
    }

    @Test
    void changeDropsWhatIsKnownOfItsAddressOnly() {
        String plain = ReplyCache.key(HttpUrl.parse("http://h/a"), fields());
        String json = ReplyCache.key(HttpUrl.parse("http://h/a"), fields("Accept", "application/json"));
        String other = ReplyCache.key(HttpUrl.parse("http://h/ab"), fields());
        for (String key : new String[] {plain, json, other}) {
            cache.keep(key, new byte[] {1});
        }
        cache.forget(HttpUrl.parse("http://h/a"));
        assertThat(cache.find(plain)).isEmpty();
        assertThat(cache.find(json)).isEmpty();
        assertThat(cache.find(other)).isPresent();
        assertThat(expired).hasValue(0);
        assertThat(ReplyCache.changes("PUT")).isTrue();
        assertThat(ReplyCache.changes("HEAD")).isFalse();
    }

    @Test
    void whatMayBeAskedAndKeptIsBounded() {
        assertThat(ReplyCache.mayAsk("GET", false, fields())).isTrue();
        assertThat(ReplyCache.mayAsk("POST", false, fields())).isFalse();
        assertThat(ReplyCache.mayAsk("GET", true, fields())).isFalse();
        assertThat(ReplyCache.mayAsk("GET", false, fields("Cache-Control", "no-cache")))
                .isFalse();
        assertThat(ReplyCache.mayAsk("GET", false, fields("Range", "bytes=1-"))).isFalse();
        assertThat(ReplyCache.mayKeep(200, fields())).isTrue();
        assertThat(ReplyCache.mayKeep(404, fields())).isFalse();
        assertThat(ReplyCache.mayKeep(200, fields("Cache-Control", "private, No-Store")))
                .isFalse();
        assertThat(ReplyCache.mayKeep(200, fields("Cache-Control", "no-cache"))).isFalse();
        assertThat(ReplyCache.mayKeep(200, fields("Vary", "*"))).isFalse();
    }
}
