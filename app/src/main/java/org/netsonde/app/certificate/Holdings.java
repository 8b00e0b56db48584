package org.netsonde.app.certificate;

import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.netsonde.engine.Failure;
import org.netsonde.engine.security.AuthorityFolder;
import org.netsonde.engine.security.CertificateDetails;
import org.netsonde.engine.security.IssuedCertificate;

/**
 * What there is of certificates.
 *
 * @param authority that of the authority; empty where none has been made yet
 * @param issued those that it issued, by name
 * @param warnings what the user should know of the authority
 */
record Holdings(Optional<CertificateDetails> authority, List<IssuedCertificate> issued, List<Failure> warnings) {

    /** Nothing yet. */
    static final Holdings NONE = new Holdings(Optional.empty(), List.of(), List.of());

    /**
     * What a folder has. Makes no authority. Blocks on the disk.
     *
     * @throws org.netsonde.engine.FailureException if it cannot be read
     */
    static Holdings in(AuthorityFolder folder) {
        return Files.exists(folder.certificate()) ? made(folder) : NONE;
    }

    /**
     * What a folder has, which is an authority at least. Blocks on the disk.
     *
     * @throws org.netsonde.engine.FailureException if it cannot be read or made
     */
    static Holdings made(AuthorityFolder folder) {
        return new Holdings(
                Optional.of(CertificateDetails.of(folder.authority().certificate())),
                folder.issued(),
                folder.warnings());
    }
}
