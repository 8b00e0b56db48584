package org.netsonde.engine.http;

import io.netty.handler.codec.http.HttpHeaderValidationUtil;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.security.Keys;

/**
 * Header fields with their secrets, as they are sent; made from settings when an endpoint starts. Immutable.
 */
public final class SentHeaders {

    /** None. */
    public static final SentHeaders NONE = new SentHeaders(List.of(), Set.of());

    private record Field(String name, String value) {}

    private final List<Field> fields;
    private final Set<String> secret;

    private SentHeaders(List<Field> fields, Set<String> secret) {
        this.fields = fields;
        this.secret = secret;
    }

    /** Whether fields have secrets, which may have to be read from the disk. */
    public static boolean needSecrets(List<Header> headers) {
        return headers.stream().anyMatch(header -> !header.secret().isNone());
    }

    /**
     * The fields of settings; those without a name are left out. Blocks on the disk where there are secrets.
     *
     * @throws FailureException if a secret is missing, or cannot stand in a field
     */
    public static SentHeaders of(List<Header> headers, Keys keys) {
        List<Field> fields = new ArrayList<>();
        for (Header header : headers) {
            if (!header.name().isEmpty()) {
                fields.add(new Field(header.name(), header.value() + secret(header, keys)));
            }
        }
        return new SentHeaders(
                List.copyOf(fields),
                headers.stream()
                        .filter(Header::isSecret)
                        .map(header -> header.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private static String secret(Header header, Keys keys) {
        char[] value = keys.secret(header.secret());
        try {
            String text = new String(value);
            if (HttpHeaderValidationUtil.validateValidHeaderValue(text) != -1) {
                throw new FailureException(Failure.of(
                        Failure.Kind.INVALID_SETTINGS,
                        "headerSecret",
                        header.secret().secret(),
                        header.name()));
            }
            return text;
        } finally {
            Arrays.fill(value, '\0');
        }
    }

    /** Adds them to a head. */
    public void addTo(HttpHeaders headers) {
        fields.forEach(field -> headers.set(field.name(), field.value()));
    }

    /** Whether the value of a field is not to be shown. */
    boolean isSecret(String name) {
        return HttpHeads.isSecret(name) || secret.contains(name.toLowerCase(Locale.ROOT));
    }
}
