package org.netsonde.engine.security;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.file.FolderLock;
import org.netsonde.engine.file.PrivateFiles;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Secrets that the user has stored, by name, in {@code secrets.json} of a folder: a file that only its owner may read. It is
 * read anew each time, as other processes may change it. Safe for threads. Methods block on the disk.
 */
public final class SecretStore {

    /** The longest secret. */
    public static final int MAX_LENGTH = 8192;

    private static final int MAX_BYTES = 1 << 20;

    private final Path folder;

    public SecretStore(Path folder) {
        this.folder = folder;
    }

    /** Where they are. */
    public Path file() {
        return folder.resolve("secrets.json");
    }

    /**
     * The secret of a name, for the caller to erase; null if there is none.
     *
     * @throws FailureException of kind FILE if the file cannot be read
     */
    public char @Nullable [] get(String name) {
        JsonNode value = read().get(name);
        return value == null || !value.isString() ? null : value.asString().toCharArray();
    }

    /**
     * The names of all secrets, in order.
     *
     * @throws FailureException of kind FILE if the file cannot be read
     */
    public List<String> names() {
        return read().propertyNames().stream().sorted().toList();
    }

    /**
     * Stores a secret, in place of the one of that name if there is one.
     *
     * @throws FailureException of kind FILE if it cannot be stored, INVALID_SETTINGS if name or length are not allowed; then
     *     everything is as it was
     */
    public void set(String name, char[] value) {
        if (!Secret.isName(name)) {
            throw new FailureException(Failure.of(Failure.Kind.INVALID_SETTINGS, "secretName"));
        }
        if (value.length == 0 || value.length > MAX_LENGTH) {
            throw new FailureException(Failure.of(Failure.Kind.INVALID_SETTINGS, "secretLength", MAX_LENGTH));
        }
        change(secrets -> {
            secrets.put(name, new String(value));
            return true;
        });
    }

    /**
     * Forgets a secret; returns whether there was one.
     *
     * @throws FailureException of kind FILE if that cannot be stored
     */
    public boolean remove(String name) {
        return isThere() && change(secrets -> secrets.remove(name) != null);
    }

    private boolean isThere() {
        return Files.exists(file(), LinkOption.NOFOLLOW_LINKS);
    }

    private boolean change(Function<ObjectNode, Boolean> change) {
        PrivateFiles.folder(folder);
        return FolderLock.holding(folder.resolve(".secrets.lock"), () -> {
            ObjectNode secrets = read();
            boolean changed = change.apply(secrets);
            if (changed) {
                byte[] json =
                        JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(secrets);
                if (json.length > MAX_BYTES) {
                    throw new FailureException(Failure.of(Failure.Kind.FILE, "fileTooLarge", file(), MAX_BYTES >> 10));
                }
                PrivateFiles.write(file(), json);
                Arrays.fill(json, (byte) 0);
            }
            return changed;
        });
    }

    private ObjectNode read() {
        if (!isThere()) {
            return JsonNodeFactory.instance.objectNode();
        }
        byte[] json = PrivateFiles.read(file(), MAX_BYTES);
        try {
            if (JsonMapper.shared().readTree(json) instanceof ObjectNode secrets) {
                return secrets;
            }
        } catch (JacksonException e) {
            // Without the cause, which quotes what stands in the file.
            throw unreadable();
        } finally {
            Arrays.fill(json, (byte) 0);
        }
        throw unreadable();
    }

    private FailureException unreadable() {
        return new FailureException(Failure.of(Failure.Kind.FILE, "secretsUnreadable", file()));
    }
}
