package org.netsonde.engine.http;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Parameters as addresses and forms have them: {@code application/x-www-form-urlencoded} in UTF-8 (WHATWG URL, section 5.1),
 * where {@code &} alone stands between two, and {@code ;} is a character like any other. Stateless.
 */
public final class Queries {

    private Queries() {}

    /**
     * The parameters of the query of a target, decoded, in order.
     *
     * @param most how many are read; what follows is left out
     * @throws IllegalArgumentException where an escape is none
     */
    public static Map<String, List<String>> of(String target, int most) {
        return decoder(target, true, most).parameters();
    }

    /**
     * The fields of a form, decoded, in order.
     *
     * @param most how many are read; what follows is left out
     * @throws IllegalArgumentException where an escape is none
     */
    public static Map<String, List<String>> form(String text, int most) {
        return decoder(text, false, most).parameters();
    }

    /**
     * The path of a target, decoded.
     *
     * @throws IllegalArgumentException where an escape is none
     */
    public static String path(String target) {
        return decoder(target, true, 1).path();
    }

    private static QueryStringDecoder decoder(String text, boolean hasPath, int most) {
        return QueryStringDecoder.builder()
                .charset(StandardCharsets.UTF_8)
                .hasPath(hasPath)
                .maxParams(most)
                .semicolonIsNormalChar(true)
                .build(text);
    }
}
