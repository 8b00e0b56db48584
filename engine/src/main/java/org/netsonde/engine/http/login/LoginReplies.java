package org.netsonde.engine.http.login;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.netsonde.engine.http.server.ServerReply;
import org.netsonde.engine.security.account.Access;
import org.netsonde.engine.security.account.AccountRole;
import org.netsonde.engine.security.account.LoginSession;
import org.netsonde.engine.security.account.Permission;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Replies of routes of logins: JSON that nobody on the way keeps. Stateless. */
final class LoginReplies {

    /** Asks for a token (RFC 6750, section 3); without a code, as nothing was tried. */
    static final String CHALLENGE = "Bearer realm=\"Netsonde\"";

    /** Says that a token is none, or none any more. */
    static final String INVALID = CHALLENGE + ", error=\"invalid_token\"";

    private LoginReplies() {}

    /** The challenge for whoever may not do something. */
    static String insufficient(Permission needed) {
        return CHALLENGE + ", error=\"insufficient_scope\", scope=\"" + LoginInput.word(needed) + "\"";
    }

    static ServerReply json(int status, Consumer<ObjectNode> maker) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        maker.accept(node);
        String text = JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(node);
        return kept(ServerReply.text(status, "application/json", text + "\n"));
    }

    static ServerReply empty(int status) {
        return kept(ServerReply.empty(status));
    }

    private static ServerReply kept(ServerReply reply) {
        return reply.with("Cache-Control", "no-store").with("X-Content-Type-Options", "nosniff");
    }

    /**
     * An error.
     *
     * @param code a word for programs
     * @param message a sentence for people
     */
    static ServerReply error(int status, String code, String message) {
        return json(status, node -> node.put("error", code).put("message", message));
    }

    /** The same, to be tried again later. */
    static ServerReply later(int status, String code, String message, Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return json(
                        status,
                        node -> node.put("error", code).put("message", message).put("retryAfter", seconds))
                .with("Retry-After", seconds);
    }

    /** Puts what is known of somebody into an object. */
    static void who(ObjectNode node, Access access) {
        role(node.put("user", access.user()), access.role());
        if (access.jwt()) {
            node.putNull("session");
        } else {
            node.put("session", access.session());
        }
        node.put("until", access.until().toString());
    }

    private static void role(ObjectNode node, AccountRole role) {
        node.put("role", LoginInput.word(role));
        List<String> words = role.permissions().stream().map(LoginInput::word).toList();
        words.forEach(node.withArray("permissions")::add);
    }

    /** Puts a session into an object. */
    static void session(ObjectNode node, LoginSession session) {
        role(node.put("id", session.id()).put("user", session.user()), session.role());
        node.put("remote", session.remote())
                .put("since", session.since().toString())
                .put("used", session.used().toString())
                .put("until", session.until().toString());
    }
}
