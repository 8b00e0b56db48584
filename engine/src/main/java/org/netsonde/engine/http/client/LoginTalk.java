package org.netsonde.engine.http.client;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.http.HttpSecrets;
import org.netsonde.engine.http.HttpText;
import org.netsonde.engine.http.HttpUrl;
import org.netsonde.engine.protocol.Durations;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is said at a login, and what replies to it mean. Stateless. */
final class LoginTalk {

    /** The members of a reply that may hold the token, the likeliest first (RFC 6749, section 5.1, has the second). */
    private static final List<String> TOKENS = List.of("token", "access_token", "accessToken", "jwt");

    private static final int MOST_TOKEN = 8192;

    private LoginTalk() {}

    /** What a reply means. */
    sealed interface Answer {

        /** Here is a token. */
        record Token(String token) implements Answer {
            @Override
            public String toString() {
                return "Token";
            }
        }

        /**
         * Not him, or not now: to ask again at once does more harm than good.
         *
         * @param judged whether it is about the name and the password, so that it counts against the user
         * @param locked how long the server says that it will be so; at most some thirty years
         */
        record Refused(Failure failure, boolean judged, Optional<Duration> locked) implements Answer {}

        /** Something else is wrong. */
        record Failed(Failure failure) implements Answer {}
    }

    /**
     * Name and password as JSON, for the caller to erase. The name stands in it twice, since servers call it either.
     *
     * @param password not erased here
     */
    static byte[] credentials(String user, char[] password) {
        String name = JsonMapper.shared().writeValueAsString(user);
        String start = "{\"name\":" + name + ",\"username\":" + name + ",\"password\":\"";
        CharBuffer text = CharBuffer.allocate(start.length() + 6 * password.length + 2);
        text.put(start);
        for (char c : password) {
            if (c == '"' || c == '\\') {
                text.put('\\').put(c);
            } else if (c < ' ') {
                text.put("\\u00").put(Character.forDigit(c >> 4, 16)).put(Character.forDigit(c & 0xF, 16));
            } else {
                text.put(c);
            }
        }
        text.put("\"}").flip();
        ByteBuffer utf8 = ByteBuffer.allocate(3 * text.remaining());
        StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .encode(text, utf8, true);
        byte[] bytes = Arrays.copyOf(utf8.array(), utf8.position());
        Arrays.fill(utf8.array(), (byte) 0);
        Arrays.fill(text.array(), '\0');
        return bytes;
    }

    /**
     * What a reply means.
     *
     * @param url what was asked
     * @param user who wants to log in
     */
    static Answer judge(HttpText reply, HttpUrl url, String user) {
        int status = reply.status();
        String server = url.authority();
        String line = status + " " + HttpFailures.shown(reason(reply));
        if (status >= 200 && status < 300) {
            return token(reply, server);
        }
        return switch (status) {
            case 401 ->
                new Answer.Refused(
                        Failure.of(Failure.Kind.HTTP_STATUS, "loginRefused", server, shown(user)),
                        true,
                        Optional.empty());
            case 403 ->
                new Answer.Refused(
                        Failure.of(Failure.Kind.HTTP_STATUS, "loginForbidden", server, shown(user), line.strip()),
                        true,
                        Optional.empty());
            case 423, 429 -> locked(reply, server, user);
            case 404, 405 ->
                new Answer.Failed(Failure.of(
                        Failure.Kind.HTTP_STATUS,
                        "loginNoRoute",
                        server,
                        HttpFailures.shown(url.target()),
                        line.strip()));
            case 301, 302, 303, 307, 308 ->
                new Answer.Failed(Failure.of(
                        Failure.Kind.HTTP_STATUS,
                        "loginMoved",
                        server,
                        HttpFailures.shown(
                                HttpSecrets.target(reply.field("Location").orElse("?")))));
            default -> new Answer.Failed(Failure.of(Failure.Kind.HTTP_STATUS, "loginStatus", server, line.strip()));
        };
    }

    private static String reason(HttpText reply) {
        String[] words = reply.startLine().split(" ", 3);
        return words.length > 2 ? words[2] : "";
    }

    private static Answer locked(HttpText reply, String server, String user) {
        Optional<Duration> wait = reply.field("Retry-After")
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
        Failure failure = wait.isPresent()
                ? Failure.of(
                        Failure.Kind.HTTP_STATUS,
                        "loginLocked",
                        server,
                        shown(user),
                        Durations.format(wait.orElseThrow()))
                : Failure.of(Failure.Kind.HTTP_STATUS, "loginLockedLong", server, shown(user));
        return new Answer.Refused(failure, false, wait);
    }

    private static Answer token(HttpText reply, String server) {
        byte[] body = reply.body();
        try {
            JsonNode json = JsonMapper.shared().readTree(body);
            String token = TOKENS.stream()
                    .map(json::get)
                    .filter(value -> value != null && value.isString())
                    .map(JsonNode::stringValue)
                    .findFirst()
                    .orElse(null);
            if (token == null || token.isEmpty()) {
                return new Answer.Failed(
                        Failure.of(Failure.Kind.MALFORMED_MESSAGE, "loginNoToken", server, String.join(", ", TOKENS)));
            }
            return isSendable(token)
                    ? new Answer.Token(token)
                    : new Answer.Failed(
                            Failure.of(Failure.Kind.MALFORMED_MESSAGE, "loginBadToken", server, MOST_TOKEN));
        } catch (JacksonException e) {
            return new Answer.Failed(Failure.of(Failure.Kind.MALFORMED_MESSAGE, "loginNotJson", server));
        } finally {
            Arrays.fill(body, (byte) 0);
        }
    }

    /** Visible characters of ASCII, which is a little more than RFC 6750, section 2.1, has. */
    private static boolean isSendable(String token) {
        return token.length() <= MOST_TOKEN && token.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }

    /** What is written down of a body at a login: without what gives access, and nothing at all where a token may stand in it. */
    static byte[] shown(byte[] body, @Nullable Integer status) {
        byte[] shown = HttpSecrets.body(body, false);
        boolean given = status != null && status >= 200 && status < 300;
        return given && Arrays.equals(shown, body) ? new byte[0] : shown;
    }

    /** A name, fit to stand in a sentence. */
    static String shown(String user) {
        return HttpFailures.shown(user);
    }
}
