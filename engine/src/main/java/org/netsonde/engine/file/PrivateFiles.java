package org.netsonde.engine.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryFlag;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;

/**
 * Files that nobody but their owner may read: keys and secrets. Where the system has no POSIX permissions, an access list
 * with the owner alone takes their place. Methods block on the disk. Stateless.
 */
public final class PrivateFiles {

    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private PrivateFiles() {}

    /**
     * Makes a folder for its owner only, if there is none; one that is there stays as it is.
     *
     * @throws FailureException of kind FILE if it cannot be made, or is a link
     */
    public static void folder(Path folder) {
        try {
            if (Files.isSymbolicLink(folder)) {
                throw new FailureException(Failure.of(Failure.Kind.FILE, "fileIsLink", folder));
            }
            if (Files.isDirectory(folder)) {
                return;
            }
            if (hasPermissions(folder)) {
                FileAttribute<?> ownerOnly = PosixFilePermissions.asFileAttribute(FOLDER);
                Files.createDirectories(folder, ownerOnly);
            } else {
                Files.createDirectories(folder);
                ownerOnly(folder, EnumSet.of(AclEntryFlag.FILE_INHERIT, AclEntryFlag.DIRECTORY_INHERIT));
            }
        } catch (IOException e) {
            throw new FailureException(FileFailures.of(folder, e), e);
        }
    }

    /**
     * Replaces a file, or makes a new one, that only its owner may read, as {@link WholeFile} does it.
     *
     * @throws FailureException of kind FILE if it could not be written; then the old file is as it was
     */
    public static void write(Path file, byte[] content) {
        try {
            // First, as the permissions of a file that is there are kept.
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                restrict(file);
            }
            WholeFile.replace(file, out -> out.write(content));
            if (!hasPermissions(file)) {
                restrict(file);
            }
        } catch (IOException e) {
            throw new FailureException(FileFailures.of(file, e), e);
        }
    }

    /**
     * A new file for its owner only, to append to.
     *
     * @throws IOException if it cannot be made, or is there already
     */
    public static FileChannel create(Path file) throws IOException {
        Set<OpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && hasPermissions(folder)) {
            return FileChannel.open(file, options, PosixFilePermissions.asFileAttribute(FILE));
        }
        FileChannel channel = FileChannel.open(file, options);
        ownerOnly(file, EnumSet.noneOf(AclEntryFlag.class));
        return channel;
    }

    /**
     * What stands in a file of this program; links are not followed.
     *
     * @throws FailureException of kind FILE if it cannot be read, is a link, or is longer than {@code max} bytes
     */
    public static byte[] read(Path file, int max) {
        if (Files.isSymbolicLink(file)) {
            throw new FailureException(Failure.of(Failure.Kind.FILE, "fileIsLink", file));
        }
        return read(file, max, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * What stands in a file of the user, wherever it is.
     *
     * @throws FailureException of kind FILE if it cannot be read, or is longer than {@code max} bytes
     */
    public static byte[] readChosen(Path file, int max) {
        return read(file, max, StandardOpenOption.READ);
    }

    private static byte[] read(Path file, int max, OpenOption how) {
        try {
            // A pipe or a device would be waited for without end.
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new FailureException(Failure.of(Failure.Kind.FILE, "fileNotRegular", file));
            }
            try (InputStream in = Files.newInputStream(file, how)) {
                byte[] bytes = in.readNBytes(max + 1);
                if (bytes.length > max) {
                    throw new FailureException(Failure.of(Failure.Kind.FILE, "fileTooLarge", file, max >> 10));
                }
                return bytes;
            }
        } catch (IOException e) {
            throw new FailureException(FileFailures.of(file, e), e);
        }
    }

    /**
     * Whether somebody else than its owner may read a file.
     *
     * @throws FailureException of kind FILE if that cannot be found out
     */
    public static boolean readableByOthers(Path file) {
        try {
            if (hasPermissions(file)) {
                Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
                return permissions.contains(PosixFilePermission.GROUP_READ)
                        || permissions.contains(PosixFilePermission.OTHERS_READ);
            }
            AclFileAttributeView view = Files.getFileAttributeView(file, AclFileAttributeView.class);
            if (view == null) {
                return false;
            }
            UserPrincipal owner = view.getOwner();
            return view.getAcl().stream()
                    .filter(entry -> entry.type() == AclEntryType.ALLOW)
                    .filter(entry -> entry.permissions().contains(AclEntryPermission.READ_DATA))
                    .anyMatch(entry -> !entry.principal().equals(owner));
        } catch (IOException e) {
            throw new FailureException(FileFailures.of(file, e), e);
        }
    }

    private static void restrict(Path file) throws IOException {
        if (hasPermissions(file)) {
            Files.setPosixFilePermissions(file, FILE);
        } else {
            ownerOnly(file, EnumSet.noneOf(AclEntryFlag.class));
        }
    }

    private static void ownerOnly(Path path, Set<AclEntryFlag> flags) throws IOException {
        AclFileAttributeView view = Files.getFileAttributeView(path, AclFileAttributeView.class);
        if (view != null) {
            view.setAcl(List.of(AclEntry.newBuilder()
                    .setType(AclEntryType.ALLOW)
                    .setPrincipal(view.getOwner())
                    .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                    .setFlags(flags)
                    .build()));
        }
    }

    private static boolean hasPermissions(Path path) {
        return Files.getFileAttributeView(path, PosixFileAttributeView.class) != null;
    }
}
