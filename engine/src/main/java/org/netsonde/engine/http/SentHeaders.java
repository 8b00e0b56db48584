package org.netsonde.engine.http;

import io.netty.handler.codec.http.HttpHeaderValidationUtil;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.security.Keys;

/**
 * Header fields with their secrets, as they are sent; made from settings when an endpoint starts. Immutable.
 */
public final class SentHeaders {

    /** None. */
    public static final SentHeaders NONE = new SentHeaders(List.of());

    private record Field(String name, String value, String shown) {}

    private final List<Field> fields;

    private SentHeaders(List<Field> fields) {
        this.fields = fields;
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
                String shown = header.secret().isNone()
                        ? HttpSecrets.field(header.name(), header.value())
                        : header.value() + HttpHeads.MASK;
                fields.add(new Field(header.name(), header.value() + secret(header, keys), shown));
            }
        }
        return new SentHeaders(List.copyOf(fields));
    }

    /** Whether an authorisation has a secret, which may have to be read from the disk. */
    public static boolean needSecrets(ClientAuthorization authorization) {
        return switch (authorization) {
            case Authorization.None none -> false;
            case Authorization.Basic basic -> true;
            case Authorization.Bearer bearer -> true;
            case ClientAuthorization.Login login -> false;
        };
    }

    /** The field that carries a token (RFC 6750, section 2.1), which has been looked at. */
    public static SentHeaders bearer(String token) {
        return authorized("Bearer ", token);
    }

    /**
     * The field of an authorisation; none of a login, whose token is not known yet. Blocks on the disk.
     *
     * @throws FailureException if its secret is missing, or cannot stand in a field
     */
    public static SentHeaders of(ClientAuthorization authorization, Keys keys) {
        return switch (authorization) {
            case Authorization.None none -> NONE;
            case ClientAuthorization.Login login -> NONE;
            case Authorization.Basic basic -> {
                char[] password = keys.secret(basic.password());
                try {
                    byte[] pair = (basic.user() + ":" + new String(password)).getBytes(StandardCharsets.UTF_8);
                    yield authorized("Basic ", Base64.getEncoder().encodeToString(pair));
                } finally {
                    Arrays.fill(password, '\0');
                }
            }
            case Authorization.Bearer bearer -> {
                if (bearer.token().isNone()) {
                    throw new FailureException(Failure.of(Failure.Kind.INVALID_SETTINGS, "noToken"));
                }
                Header header = new Header("Authorization", "Bearer ", bearer.token());
                yield authorized("Bearer ", secret(header, keys));
            }
        };
    }

    private static SentHeaders authorized(String scheme, String value) {
        return new SentHeaders(List.of(new Field("Authorization", scheme + value, scheme + HttpHeads.MASK)));
    }

    /** These and others, which take the place of fields of their names. */
    public SentHeaders and(SentHeaders others) {
        List<Field> all = new ArrayList<>(fields);
        all.removeIf(
                field -> others.fields.stream().anyMatch(other -> other.name().equalsIgnoreCase(field.name())));
        all.addAll(others.fields);
        return new SentHeaders(List.copyOf(all));
    }

    /** Those of them that hold no secret. */
    public SentHeaders withoutSecrets() {
        return new SentHeaders(fields.stream()
                .filter(field -> field.shown().equals(field.value()) && !HttpSecrets.isSecretField(field.name()))
                .toList());
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
            if (Header.unsendable(text).isPresent()) {
                throw new FailureException(Failure.of(
                        Failure.Kind.INVALID_SETTINGS,
                        "headerSecretCharacter",
                        header.secret().secret(),
                        header.name()));
            }
            return text;
        } finally {
            Arrays.fill(value, '\0');
        }
    }

    /** Adds them to a head, in the place of fields of these names that it has already. */
    public void addTo(HttpHeaders headers) {
        fields.forEach(field -> headers.remove(field.name()));
        fields.forEach(field -> headers.add(field.name(), field.value()));
    }

    /** Whether there is a field of this name. */
    public boolean contains(String name) {
        return fields.stream().anyMatch(field -> field.name().equalsIgnoreCase(name));
    }

    /** What is shown of a field of a head; null where it is none of these. */
    @Nullable
    String shown(String name, String value) {
        return fields.stream()
                .filter(field ->
                        field.name().equalsIgnoreCase(name) && field.value().equals(value))
                .map(Field::shown)
                .findFirst()
                .orElse(null);
    }
}
