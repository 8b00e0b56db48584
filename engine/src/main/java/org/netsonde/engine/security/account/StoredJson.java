package org.netsonde.engine.security.account;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.security.crypto.Argon2Hash;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How a list stands in its file. Stateless. */
final class StoredJson {

    private static final int VERSION = 1;
    private static final int KEY_BYTES = 32;

    private StoredJson() {}

    static byte[] write(Stored stored) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("version", VERSION);
        root.put("tokenKey", Base64.getUrlEncoder().withoutPadding().encodeToString(stored.tokenKey()));
        var users = root.putArray("users");
        for (Account account : stored.users().values()) {
            users.addObject()
                    .put("name", account.name())
                    .put("role", account.role().name().toLowerCase(Locale.ROOT))
                    .put("created", account.created().toString())
                    .put("id", account.id())
                    .put("hash", account.hash().write());
        }
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    }

    /**
     * Reads one.
     *
     * @throws FailureException of kind FILE if anything in it is not as it must be
     */
    static Stored read(byte[] json, Path file) {
        try {
            JsonNode root = JsonMapper.shared().readTree(json);
            if (root.path("version").asInt(0) > VERSION) {
                throw new FailureException(Failure.of(Failure.Kind.FILE, "accountsNewer", file));
            }
            byte[] key = Base64.getUrlDecoder().decode(root.path("tokenKey").asString(""));
            JsonNode users = root.path("users");
            if (key.length != KEY_BYTES || !users.isArray() || users.size() > KeptAccounts.MOST_USERS) {
                throw unreadable(file);
            }
            Map<String, Account> accounts = new LinkedHashMap<>();
            for (JsonNode user : users) {
                Account account = account(user);
                if (accounts.put(account.name(), account) != null) {
                    throw unreadable(file);
                }
            }
            return new Stored(key, accounts);
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            // Without the cause, which quotes what stands in the file.
            throw unreadable(file);
        }
    }

    private static Account account(JsonNode user) {
        String name = user.path("name").asString("");
        String id = user.path("id").asString("");
        if (id.isEmpty()
                || id.length() > 64
                || name.isEmpty()
                || !AccountNames.given(name).equals(name)) {
            throw new IllegalArgumentException();
        }
        return new Account(
                name,
                AccountRole.valueOf(user.path("role").asString("").toUpperCase(Locale.ROOT)),
                Instant.parse(user.path("created").asString("")),
                id,
                hash(user.path("hash").asString("")));
    }

    private static Argon2Hash hash(String text) {
        try {
            return Argon2Hash.parse(text);
        } catch (FailureException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static FailureException unreadable(Path file) {
        return new FailureException(Failure.of(Failure.Kind.FILE, "accountsUnreadable", file));
    }
}
