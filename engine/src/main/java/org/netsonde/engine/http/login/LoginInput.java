package org.netsonde.engine.http.login;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.http.HttpSecrets;
import org.netsonde.engine.http.Queries;
import org.netsonde.engine.http.server.ServerRequest;
import org.netsonde.engine.security.account.AccountRole;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Name and password, as JSON, as a form, or by basic authentication (RFC 7617).
 *
 * @param name of the user
 * @param password to be erased
 * @param role what he is to be; null where that is not said
 */
record LoginInput(String name, char[] password, @Nullable AccountRole role) implements AutoCloseable {

    /** The longest body. */
    static final int MOST_BYTES = 16 << 10;

    private static final String BASIC = "basic ";
    private static final int MOST_FIELDS = 20;

    /**
     * That of a request.
     *
     * @param basic whether basic authentication will do
     * @throws BadInputException where it is not as it must be
     */
    static LoginInput of(ServerRequest request, boolean basic) {
        String field = request.headers().get("Authorization", "");
        if (basic && field.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return basic(field.substring(BASIC.length()).strip());
        }
        return body(request.headers().get("Content-Type", ""), request.body());
    }

    private static LoginInput basic(String text) {
        CharBuffer decoded = CharBuffer.allocate(0);
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            Arrays.fill(bytes, (byte) 0);
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw bad("badBasic");
        }
        char[] all = new char[decoded.remaining()];
        decoded.get(all);
        decoded.flip();
        decoded.put(new char[all.length]);
        try {
            int colon = 0;
            while (colon < all.length && all[colon] != ':') {
                colon++;
            }
            if (colon == all.length) {
                throw bad("badBasic");
            }
            return new LoginInput(new String(all, 0, colon), Arrays.copyOfRange(all, colon + 1, all.length), null);
        } finally {
            Arrays.fill(all, '\0');
        }
    }

    private static LoginInput body(String contentType, byte[] body) {
        if (body.length > MOST_BYTES) {
            throw new BadInputException(413, Phrase.of("httpLogin.tooLong", MOST_BYTES >> 10));
        } else if (body.length == 0) {
            throw bad("noBody");
        }
        // An object is what was meant, also where curl calls it a form.
        return HttpSecrets.isForm(contentType) && body[0] != '{' ? form(body) : json(body);
    }

    private static LoginInput form(byte[] body) {
        try {
            Map<String, List<String>> fields = Queries.form(new String(body, StandardCharsets.UTF_8), MOST_FIELDS);
            List<String> name = fields.getOrDefault("name", fields.getOrDefault("username", List.of()));
            List<String> password = fields.getOrDefault("password", List.of());
            if (name.size() != 1 || password.size() != 1) {
                throw bad("formFields");
            }
            List<String> role = fields.getOrDefault("role", List.of());
            return new LoginInput(
                    name.getFirst(), password.getFirst().toCharArray(), role.isEmpty() ? null : role(role.getFirst()));
        } catch (IllegalArgumentException e) {
            throw bad("badForm");
        }
    }

    private static LoginInput json(byte[] body) {
        JsonNode root;
        try {
            root = JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            // Without the cause, which quotes what was sent.
            throw new BadInputException(
                    400,
                    Phrase.of(
                            "httpLogin.notJson",
                            e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                            e.getLocation() == null ? 1 : e.getLocation().getColumnNr()));
        }
        if (!root.isObject()) {
            throw bad("notObject");
        }
        JsonNode role = root.path("role");
        if (!role.isMissingNode() && !role.isNull() && !role.isString()) {
            throw wrongRole();
        }
        return new LoginInput(
                text(root, "name"),
                text(root, "password").toCharArray(),
                role.isString() ? role(role.asString()) : null);
    }

    private static String text(JsonNode root, String member) {
        JsonNode value = root.path(member);
        if (!value.isString()) {
            throw new BadInputException(
                    400, Phrase.of(value.isMissingNode() ? "httpLogin.noMember" : "httpLogin.notText", member));
        }
        return value.asString();
    }

    private static AccountRole role(String word) {
        return Arrays.stream(AccountRole.values())
                .filter(role -> word(role).equals(word))
                .findFirst()
                .orElseThrow(LoginInput::wrongRole);
    }

    private static BadInputException wrongRole() {
        return bad("role");
    }

    /** How a role or a permission is written. */
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static BadInputException bad(String name) {
        return new BadInputException(400, Phrase.of("httpLogin." + name));
    }

    /**
     * What may be recorded of a body: all but what has a name that tells of a secret; nothing where it is not as it must be, so
     * that it cannot be known what is one.
     */
    static byte[] shown(String contentType, byte[] body) {
        try (LoginInput input = body(contentType, body)) {
            byte[] shown = HttpSecrets.body(body, HttpSecrets.isForm(contentType));
            boolean masked = !Arrays.equals(shown, body) || input.password().length == 0;
            // A copy, since the body is erased.
            return masked ? shown.clone() : new byte[0];
        } catch (BadInputException e) {
            return new byte[0];
        }
    }

    /** Erases the password. */
    @Override
    public void close() {
        Arrays.fill(password, '\0');
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "LoginInput[" + name + "]";
    }
}
