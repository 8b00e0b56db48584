package org.netsonde.app.inspector;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.netsonde.engine.security.AuthorityFolder;
import org.netsonde.engine.security.IssuedCertificate;

/**
 * What authorities there are, whose certificates can be shown to servers or trusted.
 *
 * @param yours what the user's own authority issued
 * @param workspace the certificate of the workspace's authority; empty where it has none
 * @param shared what the workspace's authority issued
 */
record Offered(List<IssuedCertificate> yours, Optional<Path> workspace, List<IssuedCertificate> shared) {

    /** More do not fit into a menu: files can be chosen as well. */
    private static final int MOST = 50;

    /**
     * Those of now. Makes no authority. Blocks on the disk.
     *
     * @param file the workspace's file, if it has one
     * @throws org.netsonde.engine.FailureException if they cannot be read
     */
    static Offered of(AuthorityFolder own, Optional<Path> file) {
        Optional<AuthorityFolder> beside = file.map(
                        workspace -> AuthorityFolder.beside(workspace, InstantSource.system()))
                .filter(AuthorityFolder::exists);
        return new Offered(
                some(own),
                beside.map(AuthorityFolder::certificate),
                beside.map(Offered::some).orElse(List.of()));
    }

    private static List<IssuedCertificate> some(AuthorityFolder folder) {
        return folder.issued().stream().limit(MOST).toList();
    }
}
