package org.netsonde.engine.security.account;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.file.FileFailures;
import org.netsonde.engine.security.crypto.Argon2Parameters;

/**
 * The lists of accounts of this user of Netsonde: servers that name the same list share its users and sessions. Safe for
 * threads.
 */
public final class Accounts {

    /** The list that is meant where nothing else is said. */
    public static final String USUAL = "default";

    /** How many lists there are at most. */
    private static final int MOST_LISTS = 1000;

    private static final int KEY_BYTES = 32;

    private final @Nullable Path folder;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Passwords passwords;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, AccountList> lists = new HashMap<>();

    private Accounts(@Nullable Path folder, Argon2Parameters parameters, InstantSource clock, LongSupplier nanos) {
        this.folder = folder;
        this.clock = clock;
        this.nanos = nanos;
        passwords = new Passwords(parameters);
    }

    /**
     * Lists that are kept in a folder, each in a file that only its owner may read.
     *
     * @param clock tells the time that is shown, and when a JWT ends; locks and sessions are measured by {@link
     *     System#nanoTime}, which nobody sets
     */
    public static Accounts in(Path folder, InstantSource clock) {
        return new Accounts(folder, Argon2Parameters.USUAL, clock, System::nanoTime);
    }

    /**
     * The same with hashes of another strength than usual, and with a clock of their own.
     *
     * @param parameters of hashes that are made from now on
     * @param clock tells the time, and measures locks and sessions as well
     */
    public static Accounts in(Path folder, Argon2Parameters parameters, InstantSource clock) {
        return new Accounts(folder, parameters, clock, () -> nanos(clock));
    }

    /** Lists that leave nothing on disk; time is measured as for those that do. */
    public static Accounts inMemory(InstantSource clock) {
        return new Accounts(null, Argon2Parameters.USUAL, clock, System::nanoTime);
    }

    /** The same with hashes of another strength than usual, and with a clock of their own, which measures all. */
    public static Accounts inMemory(Argon2Parameters parameters, InstantSource clock) {
        return inMemory(parameters, clock, () -> nanos(clock));
    }

    /**
     * The same with two clocks.
     *
     * @param nanos measures locks and sessions, as {@link System#nanoTime}
     */
    static Accounts inMemory(Argon2Parameters parameters, InstantSource clock, LongSupplier nanos) {
        return new Accounts(null, parameters, clock, nanos);
    }

    private static long nanos(InstantSource clock) {
        return Duration.between(Instant.EPOCH, clock.instant()).toNanos();
    }

    /**
     * The list of a name, in which capital letters do not matter; it need not be on disk yet. Does not block.
     *
     * @throws FailureException of kind INVALID_SETTINGS if it is no name of a file, or there are too many lists
     */
    public AccountList list(String name) {
        String form = AccountNames.list(name);
        synchronized (lists) {
            AccountList known = lists.get(form);
            if (known == null) {
                if (lists.size() >= MOST_LISTS) {
                    throw new FailureException(Failure.of(Failure.Kind.INVALID_SETTINGS, "accountLists", MOST_LISTS));
                }
                known = new KeptAccounts(form, shelf(form), passwords, clock, nanos);
                lists.put(form, known);
            }
            return known;
        }
    }

    private Shelf shelf(String name) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        Stored first = new Stored(key, Map.of());
        return folder == null ? new MemoryShelf(first) : new FileShelf(folder, name, first);
    }

    /**
     * The names of all lists, in order: those on disk and those in use. Blocks on the disk.
     *
     * @throws FailureException of kind FILE if the folder cannot be read
     */
    public List<String> names() {
        TreeSet<String> names = new TreeSet<>();
        synchronized (lists) {
            names.addAll(lists.keySet());
        }
        Path here = folder;
        if (here != null && Files.isDirectory(here)) {
            addNames(here, names);
        }
        return List.copyOf(names);
    }

    private static void addNames(Path folder, Set<String> names) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + FileShelf.END)) {
            for (Path file : files) {
                String whole = String.valueOf(file.getFileName());
                String name = whole.substring(0, whole.length() - FileShelf.END.length());
                if (names.size() < MOST_LISTS && AccountNames.isList(name)) {
                    names.add(name);
                }
            }
        } catch (IOException e) {
            throw new FailureException(FileFailures.of(folder, e), e);
        } catch (DirectoryIteratorException e) {
            throw new FailureException(FileFailures.of(folder, new IOException(e)), e);
        }
    }
}
