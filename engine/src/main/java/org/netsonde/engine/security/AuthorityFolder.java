package org.netsonde.engine.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.file.FileFailures;
import org.netsonde.engine.file.FolderLock;
import org.netsonde.engine.file.PrivateFiles;
import org.netsonde.engine.file.WholeFile;

/**
 * An authority kept in a folder: its certificate in {@code authority.pem}, its key in {@code authority.key}, and what it
 * issued to be kept under {@code issued}. It is made when it is first needed; several processes that need it at once get
 * the same one. What is there but cannot be read is reported, never replaced: its certificate may be trusted somewhere. Only
 * a key that has no certificate yet makes way.
 * Safe for threads. Methods block on the disk.
 */
public final class AuthorityFolder {

    /** How many issued certificates are listed, and kept at most. */
    public static final int MAX_ISSUED = 10_000;

    /** What Windows takes for a device, whatever stands behind the dot. */
    private static final Pattern DEVICE = Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");

    private static final String IGNORED = ".gitignore";
    private static final String IGNORE = """
            # Private keys stay on this machine: whoever has one can pass for what its certificate names.
            *.key
            *.unused
            .lock
            """;

    private final Path folder;
    private final InstantSource clock;
    private final boolean amongOthers;
    private @Nullable Authority authority;

    /** An authority in a folder of this program. */
    public AuthorityFolder(Path folder, InstantSource clock) {
        this(folder, clock, false);
    }

    private AuthorityFolder(Path folder, InstantSource clock, boolean amongOthers) {
        this.folder = folder;
        this.clock = clock;
        this.amongOthers = amongOthers;
    }

    /**
     * The authority of a workspace, in the folder {@code <name>.certificates} beside its file. As that may lie in a repository,
     * a file in it keeps the keys out of what is checked in.
     */
    public static AuthorityFolder beside(Path workspace, InstantSource clock) {
        String name = String.valueOf(workspace.getFileName());
        int dot = name.lastIndexOf('.');
        String base = dot > 0 ? name.substring(0, dot) : name;
        return new AuthorityFolder(workspace.toAbsolutePath().resolveSibling(base + ".certificates"), clock, true);
    }

    /** Where it is. */
    public Path folder() {
        return folder;
    }

    /** Whether there is an authority, or what is left of one; it is not made by asking. Looks at the disk. */
    public boolean exists() {
        return isThere(certificate());
    }

    /** The file with its certificate, for those who are to trust it. It is there once the authority has been asked for. */
    public Path certificate() {
        return folder.resolve("authority.pem");
    }

    private Path key() {
        return folder.resolve("authority.key");
    }

    private Path issuedFolder() {
        return folder.resolve("issued");
    }

    /**
     * The authority; a new one if the folder has none yet.
     *
     * @throws FailureException of kind FILE if the folder cannot be used, CERTIFICATE if the authority in it cannot be read
     */
    public synchronized Authority authority() {
        Authority known = authority;
        if (known == null) {
            known = isComplete() ? load() : locked(this::loadOrCreate);
            authority = known;
        }
        return known;
    }

    private boolean isComplete() {
        return isThere(certificate()) && isThere(key());
    }

    private static boolean isThere(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    private <T> T locked(Supplier<T> action) {
        PrivateFiles.folder(folder);
        return FolderLock.holding(folder.resolve(".lock"), action);
    }

    private Authority loadOrCreate() {
        if (isComplete()) {
            return load();
        }
        if (isThere(certificate())) {
            throw incomplete(key(), certificate());
        }
        if (isThere(key())) {
            setAside();
        }
        Authority made =
                Authority.create(CertificatePlan.authority("Netsonde authority " + Authority.mark(), clock.instant()));
        if (amongOthers && !isThere(folder.resolve(IGNORED))) {
            WholeFile.replace(folder.resolve(IGNORED), out -> out.write(IGNORE.getBytes(StandardCharsets.US_ASCII)));
        }
        PemFiles.writeKey(key(), made.identity().key());
        WholeFile.replace(
                certificate(), out -> out.write(PemText.of(made.identity().chain())));
        return made;
    }

    /**
     * Removes one that it issued, with its key. Whoever trusts the authority goes on trusting copies of it.
     *
     * @throws FailureException of kind FILE if it could not be removed
     */
    public void remove(IssuedCertificate issued) {
        Path chain = chainOf(issued.name());
        Path key = keyOf(issued.name());
        if (!issuedFolder().equals(chain.getParent()) || !chain.equals(issued.chain())) {
            throw new IllegalArgumentException("not issued here: " + issued.name());
        }
        locked(() -> {
            // The key first: one without its certificate is of no use to anybody.
            for (Path file : List.of(key, chain)) {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    throw new FailureException(FileFailures.of(file, e), e);
                }
            }
            return issued;
        });
    }

    private static FailureException incomplete(Path missing, Path other) {
        return new FailureException(Failure.of(Failure.Kind.CERTIFICATE, "authorityIncomplete", missing, other));
    }

    /** A key is written before its certificate: one alone is what is left of an authority that was never finished. */
    private void setAside() {
        // Unless it has issued something, which it can do when it is finished only.
        if (isThere(issuedFolder())) {
            throw incomplete(certificate(), key());
        }
        Path unused = folder.resolve("authority.key.unused");
        try {
            Files.move(key(), unused, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new FailureException(FileFailures.of(key(), e), e);
        }
        System.getLogger(AuthorityFolder.class.getName())
                .log(System.Logger.Level.WARNING, () -> "a key without its certificate is now " + unused);
    }

    private Authority load() {
        try {
            List<X509Certificate> chain =
                    PemFiles.chain(PrivateFiles.read(certificate(), PemFiles.MAX_BYTES), certificate());
            PrivateKey key = PemFiles.key(PrivateFiles.read(key(), PemFiles.MAX_BYTES), key(), new char[0]);
            PemFiles.requireMatch(chain, certificate(), key, key());
            return Authority.of(new Identity(chain, key));
        } catch (FailureException e) {
            if (e.failure().kind() == Failure.Kind.CERTIFICATE) {
                throw new FailureException(
                        Failure.of(
                                Failure.Kind.CERTIFICATE,
                                "authorityUnreadable",
                                folder,
                                e.failure().what()),
                        e);
            }
            throw e;
        }
    }

    /**
     * What the user should know about the authority, if it is there: that others can read its key, that it has expired.
     *
     * @throws FailureException as {@link #authority} does
     */
    public List<Failure> warnings() {
        if (!isComplete()) {
            return List.of();
        }
        List<Failure> warnings = new ArrayList<>();
        if (PrivateFiles.readableByOthers(key())) {
            warnings.add(Failure.of(Failure.Kind.CERTIFICATE, "keyReadable", key()));
        }
        Instant until = authority().certificate().getNotAfter().toInstant();
        if (clock.instant().isAfter(until)) {
            warnings.add(Failure.of(Failure.Kind.CERTIFICATE, "authorityExpired", folder, until));
        }
        return warnings;
    }

    /**
     * Issues a certificate and keeps it and its key.
     *
     * @throws FailureException of kind FILE if it could not be kept; else as {@link #authority} does
     */
    public IssuedCertificate issue(CertificatePlan plan) {
        Identity identity = authority().issue(plan);
        return locked(() -> keep(plan.name(), identity));
    }

    private IssuedCertificate keep(String wanted, Identity identity) {
        PrivateFiles.folder(issuedFolder());
        String name = freeName(wanted);
        IssuedCertificate issued =
                new IssuedCertificate(name, chainOf(name), keyOf(name), CertificateDetails.of(identity.certificate()));
        PemFiles.writeKey(issued.key(), identity.key());
        PemFiles.writeChain(issued.chain(), identity.chain());
        return issued;
    }

    private Path chainOf(String name) {
        return issuedFolder().resolve(name + ".pem");
    }

    private Path keyOf(String name) {
        return issuedFolder().resolve(name + ".key");
    }

    private String freeName(String wanted) {
        // Nothing that a file system reads as something else: no path, no hidden file, no device.
        String plain =
                wanted.replace("*", "any").replaceAll("[^A-Za-z0-9.-]+", "-").replaceAll("^[.-]+|[.-]+$", "");
        String base = plain.isEmpty() || DEVICE.matcher(plain).matches() ? "certificate" + plain : plain;
        for (int i = 1; i <= MAX_ISSUED; i++) {
            String name = i == 1 ? base : base + "-" + i;
            if (!isThere(chainOf(name)) && !isThere(keyOf(name))) {
                return name;
            }
        }
        throw new FailureException(Failure.of(Failure.Kind.FILE, "tooManyIssued", issuedFolder(), MAX_ISSUED));
    }

    /**
     * What it issued and kept, by name. Files that are no certificates are passed over.
     *
     * @throws FailureException of kind FILE if the folder cannot be read
     */
    public List<IssuedCertificate> issued() {
        if (!Files.isDirectory(issuedFolder(), LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        List<IssuedCertificate> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(issuedFolder(), "*.pem")) {
            for (Path file : files) {
                if (found.size() == MAX_ISSUED) {
                    break;
                }
                addIfReadable(found, file);
            }
        } catch (IOException e) {
            throw new FailureException(FileFailures.of(issuedFolder(), e), e);
        }
        found.sort(Comparator.comparing(IssuedCertificate::name));
        return List.copyOf(found);
    }

    private void addIfReadable(List<IssuedCertificate> found, Path file) {
        String fileName = file.getFileName().toString();
        String name = fileName.substring(0, fileName.length() - ".pem".length());
        try {
            X509Certificate certificate = PemFiles.chain(PrivateFiles.read(file, PemFiles.MAX_BYTES), file)
                    .getFirst();
            found.add(new IssuedCertificate(name, file, keyOf(name), CertificateDetails.of(certificate)));
        } catch (FailureException e) {
            System.getLogger(AuthorityFolder.class.getName())
                    .log(System.Logger.Level.DEBUG, () -> "not listed: " + file, e);
        }
    }
}
